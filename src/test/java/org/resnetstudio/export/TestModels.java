package org.resnetstudio.export;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.resnetstudio.evaluation.ConfusionMatrix;
import org.resnetstudio.image.Normalization;
import org.resnetstudio.image.ResizeMode;
import org.resnetstudio.network.NetworkGraph;
import org.resnetstudio.network.ResNetSpec;

/** Whole models with random weights. */
public final class TestModels {
    private TestModels() {}

    public static SavedModel random(ResNetSpec spec, ResizeMode resize, Normalization normalization) {
        List<String> classes = IntStream.range(0, spec.input().classes())
                .mapToObj(i -> "class " + i)
                .toList();
        Map<String, String> provenance = new LinkedHashMap<>();
        provenance.put("dataset", "a \"b\" ü");
        provenance.put("seed", "7");
        NetworkGraph graph = NetworkGraph.compile(spec);
        return new SavedModel(
                graph,
                RandomWeights.of(graph, 7),
                new ModelMetadata(classes, spec.input().imageSizePx(), resize, normalization, provenance));
    }

    /** Details with a confusion matrix for three classes. */
    public static CardDetails details() {
        ConfusionMatrix matrix = ConfusionMatrix.of(new int[][] {{8, 2, 0}, {1, 9, 0}, {0, 0, 0}});
        return new CardDetails(
                "Cats & <dogs>",
                Optional.of(new CardDetails.Evaluated("20 test pictures", matrix)),
                Map.of("optimizer", "sgd"));
    }

    /** Writes a bundle with every format that belongs in one. */
    public static void writeBundle(Path file, SavedModel model) throws IOException {
        new BundleFormat().write(new Exported(model, details(), List.of()), file);
    }
}
