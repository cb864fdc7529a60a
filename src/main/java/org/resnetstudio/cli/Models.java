package org.resnetstudio.cli;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.resnetstudio.export.ModelMetadata;
import org.resnetstudio.export.SavedModel;
import org.resnetstudio.job.Recipe;
import org.resnetstudio.network.NetworkGraph;
import org.resnetstudio.runs.Checkpoints;
import org.resnetstudio.runs.RunFolder;
import org.resnetstudio.runs.RunRecord;
import org.resnetstudio.runs.TrainingException;
import org.resnetstudio.weights.Weights;

/** Turns runs into models that can be exported. */
final class Models {
    private Models() {}

    /**
     * The network of a run's best checkpoint.
     *
     * @throws TrainingException if the run has none yet
     */
    static SavedModel best(RunFolder run) throws TrainingException {
        Weights weights = run.checkpoints().readWeights(Checkpoints.Kind.BEST);
        return of(NetworkGraph.compile(run.record().network()), weights, run.record());
    }

    /** A network with its weights and what its run knows about it. */
    static SavedModel of(NetworkGraph graph, Weights weights, RunRecord run) {
        return new SavedModel(graph, weights, metadata(run));
    }

    /** What was done of it. */
    private static void recipe(Recipe recipe, Map<String, String> provenance) {
        Map<String, Double> shares = new LinkedHashMap<>();
        shares.put("labelSmoothing", recipe.labelSmoothing());
        shares.put("mixup", recipe.mixup());
        shares.put("cutmix", recipe.cutmix());
        shares.put("averaging", recipe.averaging());
        shares.forEach((name, share) -> {
            if (share > 0) {
                provenance.put(name, Double.toString(share));
            }
        });
        if (recipe.classWeights() || recipe.balancedSampling()) {
            provenance.put("classBalance", recipe.classWeights() ? "weights" : "sampling");
        }
    }

    private static ModelMetadata metadata(RunRecord run) {
        Map<String, String> provenance = new LinkedHashMap<>();
        provenance.put("variant", run.network().variant());
        provenance.put("dataset", run.data().source());
        provenance.put("datasetSha256", run.data().sha256());
        provenance.put("trainSamples", Integer.toString(run.data().trainSamples()));
        provenance.put("epochs", Integer.toString(run.config().epochs()));
        provenance.put("batchSize", Integer.toString(run.config().batchSize()));
        if (run.config().batchParts() > 1) {
            provenance.put("batchParts", Integer.toString(run.config().batchParts()));
        }
        provenance.put("optimizer", run.config().optimizer().kind().name());
        provenance.put("learningRate", Double.toString(run.config().schedule().learningRate()));
        provenance.put(
                "augmentation", run.config().preparation().augmentations().cliText());
        provenance.put("schedule", run.config().schedule().kind().shortName());
        recipe(run.config().recipe(), provenance);
        provenance.put("seed", Long.toString(run.config().seed()));
        provenance.put("engine", run.engine());
        provenance.put("started", Instant.ofEpochMilli(run.createdMillis()).toString());
        provenance.putAll(run.versions());
        return new ModelMetadata(
                run.classes(),
                run.network().input().imageSizePx(),
                run.config().preparation().resize(),
                run.normalization(),
                provenance);
    }
}
