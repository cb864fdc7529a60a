package org.resnetstudio.ui.evaluate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import org.resnetstudio.dataset.ClassNames;
import org.resnetstudio.dataset.Dataset;
import org.resnetstudio.dataset.ImportProblem;
import org.resnetstudio.dataset.Sample;
import org.resnetstudio.evaluation.Evaluation;
import org.resnetstudio.inference.Classifier;
import org.resnetstudio.inference.FileResult;
import org.resnetstudio.inference.FolderClassifier;
import org.resnetstudio.inference.Prediction;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.problem.UserIOException;
import org.resnetstudio.runs.RunParts;
import org.resnetstudio.ui.shell.JobProgress;
import org.resnetstudio.ui.use.ClassifierCache;
import org.resnetstudio.ui.use.StudioModel;

/** Runs labelled pictures through a model and compares. Runs on a worker thread. */
final class Evaluator {
    private final ClassifierCache classifiers;
    private final ExecutorService decoders;

    Evaluator(ClassifierCache classifiers, ExecutorService decoders) {
        this.classifiers = classifiers;
        this.decoders = decoders;
    }

    /**
     * Evaluates a model. Classes are matched by name, see {@link ClassNames}, so that a project whose classes changed since the run still fits.
     *
     * @param parts that the pictures had in the run of the model
     * @throws CancellationException if somebody asked to stop
     * @throws IOException if the model cannot be used, knows none of the classes, or no picture can be read
     */
    EvaluationResult evaluate(
            StudioModel model, RunParts parts, EvaluationSet set, Dataset dataset, JobProgress progress)
            throws IOException, InterruptedException {
        try (ClassifierCache.Lease lease = classifiers.acquire(model.location())) {
            Classifier classifier = lease.classifier();
            List<String> classes = classifier.classNames();
            int[] classInModel = ClassNames.match(classes, dataset.classNames());
            List<Sample> all = set.of(dataset, parts);
            List<Sample> known = all.stream()
                    .filter(sample -> classInModel[sample.classIndex().getAsInt()] >= 0)
                    .toList();
            if (known.isEmpty()) {
                throw new UserIOException(Sentence.of("evaluate.no-class-known"));
            }
            Map<Path, FileResult> results = classify(classifier, known, classes.size(), progress);
            Evaluation.Builder builder = new Evaluation.Builder(classes);
            List<Sample> evaluated = new ArrayList<>();
            List<ImportProblem> unreadable = new ArrayList<>();
            for (Sample sample : known) {
                FileResult result = results.get(sample.file());
                if (result.problem().isPresent()) {
                    unreadable.add(
                            new ImportProblem(sample.file(), result.problem().get()));
                } else {
                    builder.add(
                            evaluated.size(),
                            classInModel[sample.classIndex().getAsInt()],
                            probabilities(result.predictions()));
                    evaluated.add(sample);
                }
            }
            if (evaluated.isEmpty()) {
                throw new UserIOException(Sentence.of(
                        "evaluate.none-readable",
                        unreadable.size(),
                        unreadable.get(0).file()));
            }
            return new EvaluationResult(
                    model,
                    set,
                    builder.build(),
                    evaluated,
                    dataset.classNames(),
                    all.size() - known.size(),
                    set.trainedOn(dataset, parts),
                    unreadable);
        }
    }

    private Map<Path, FileResult> classify(
            Classifier classifier, List<Sample> samples, int classes, JobProgress progress)
            throws IOException, InterruptedException {
        Map<Path, FileResult> results = new HashMap<>();
        List<Path> files = samples.stream().map(Sample::file).toList();
        boolean finished = new FolderClassifier(classifier, decoders)
                .classify(
                        files,
                        classes,
                        (result, done, total) -> {
                            results.put(result.file(), result);
                            progress.report(done, total);
                        },
                        progress::isCancelled);
        if (!finished) {
            throw new CancellationException();
        }
        return results;
    }

    /** Probabilities in the order of the classes, from predictions in the order of probability. */
    private static float[] probabilities(List<Prediction> predictions) {
        float[] probabilities = new float[predictions.size()];
        for (Prediction prediction : predictions) {
            probabilities[prediction.classIndex()] = (float) prediction.probability();
        }
        return probabilities;
    }
}
