package org.resnetstudio.ui.use;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.resnetstudio.export.ModelMetadata;
import org.resnetstudio.export.OnnxWriter;
import org.resnetstudio.export.SavedModel;
import org.resnetstudio.image.Normalization;
import org.resnetstudio.image.ResizeMode;
import org.resnetstudio.network.NetworkGraph;
import org.resnetstudio.network.Variants;
import org.resnetstudio.weights.Tensor;
import org.resnetstudio.weights.WeightInitializer;
import org.resnetstudio.weights.Weights;

/** Real ONNX files of small networks. */
public final class TestModels {
    private TestModels() {}

    /** A model that takes every picture for its last class, with a logit of 5 against 0. */
    public static Path alwaysLast(Path file, String... classes) throws IOException {
        NetworkGraph graph = NetworkGraph.compile(Variants.spec("resnet20", 16, classes.length));
        Map<String, Tensor> tensors =
                new LinkedHashMap<>(WeightInitializer.initialize(graph, 1).tensors());
        float[] bias = new float[classes.length];
        bias[classes.length - 1] = 5;
        Tensor weight = tensors.get("fc.weight");
        tensors.put("fc.weight", new Tensor(weight.shape(), new float[weight.values().length]));
        tensors.put("fc.bias", Tensor.vector(bias));
        ModelMetadata metadata =
                new ModelMetadata(List.of(classes), 16, ResizeMode.SQUASH, Normalization.NONE, Map.of());
        Files.createDirectories(file.getParent());
        OnnxWriter.write(file, new SavedModel(graph, new Weights(tensors), metadata));
        return file;
    }
}
