package org.resnetstudio.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import onnx.Onnx;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.resnetstudio.image.Normalization;
import org.resnetstudio.image.ResizeMode;
import org.resnetstudio.network.NetworkGraph;
import org.resnetstudio.network.Node;
import org.resnetstudio.network.Operation;
import org.resnetstudio.network.ResNetSpec;
import org.resnetstudio.network.Shape;
import org.resnetstudio.network.Variants;
import org.resnetstudio.weights.Weights;

class OnnxWriterTest {
    @TempDir
    Path folder;

    static Stream<Arguments> networks() {
        List<Normalization> normalizations = List.of(Normalization.IMAGENET, Normalization.NONE, Normalization.CAFFE);
        List<Arguments> arguments = new ArrayList<>();
        List<ResNetSpec> specs = TestSpecs.all();
        for (int i = 0; i < specs.size(); i++) {
            arguments.add(Arguments.of(specs.get(i), normalizations.get(i % 3), i % 2 == 0 ? 3 : 1));
        }
        return arguments.stream();
    }

    @ParameterizedTest
    @MethodSource("networks")
    void onnxRuntimeComputesWhatTheNetworkSays(ResNetSpec spec, Normalization normalization, int batch)
            throws Exception {
        NetworkGraph graph = NetworkGraph.compile(spec);
        Weights weights = RandomWeights.of(graph, 7);
        Path file = folder.resolve("model.onnx");
        OnnxWriter.write(file, new SavedModel(graph, weights, metadata(spec, normalization)));
        int size = spec.input().imageSizePx();
        float[] images = random(batch * 3 * size * size);
        ReferenceNetwork reference = new ReferenceNetwork(graph, weights);
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession session = environment.createSession(file.toString());
                OnnxTensor input = OnnxTensor.createTensor(
                        environment, FloatBuffer.wrap(images), new long[] {batch, 3, size, size});
                OrtSession.Result result = session.run(Map.of("images", input))) {
            OnnxTensor probabilities = (OnnxTensor) result.get("probabilities").orElseThrow();
            OnnxTensor features = (OnnxTensor) result.get("features").orElseThrow();
            Shape map = graph.features().output();
            assertThat(probabilities.getInfo().getShape())
                    .containsExactly(batch, spec.input().classes());
            assertThat(features.getInfo().getShape()).containsExactly(batch, map.channels(), map.height(), map.width());
            for (int i = 0; i < batch; i++) {
                Map<String, double[]> expected = reference.run(normalized(images, i, size, normalization));
                assertClose(
                        probabilities.getFloatBuffer(),
                        i,
                        twoColumns(expected.get(graph.output().name())));
                assertClose(
                        features.getFloatBuffer(),
                        i,
                        expected.get(graph.features().name()));
            }
        }
    }

    @Test
    void declaresTheContract() throws Exception {
        ResNetSpec spec = Variants.spec("resnet20", 32, 3);
        NetworkGraph graph = NetworkGraph.compile(spec);
        Path file = folder.resolve("model.onnx");
        ModelMetadata metadata = metadata(spec, Normalization.IMAGENET);
        OnnxWriter.write(file, new SavedModel(graph, RandomWeights.of(graph, 1), metadata));
        try (OrtSession session = OrtEnvironment.getEnvironment().createSession(file.toString())) {
            TensorInfo images =
                    (TensorInfo) session.getInputInfo().get("images").getInfo();
            assertThat(images.getShape()).containsExactly(-1, 3, 32, 32);
            assertThat(images.getDimensionNames()).startsWith("batch");
            assertThat(session.getOutputNames()).containsExactlyInAnyOrder("probabilities", "features");
            Map<String, String> properties = session.getMetadata().getCustomMetadata();
            assertThat(properties)
                    .containsEntry("classes", "[\"class 0\",\"class 1\",\"class 2\"]")
                    .containsEntry("resize", "crop")
                    .containsEntry("provenance", "{\"dataset\":\"a \\\"b\\\" \\u00FC\",\"seed\":\"7\"}");
            assertThat(ModelMetadata.fromProperties(properties, 32)).isEqualTo(metadata);
        }
        Onnx.ModelProto model = Onnx.ModelProto.parseFrom(Files.readAllBytes(file));
        assertThat(model.getIrVersion()).isEqualTo(8);
        assertThat(model.getOpsetImport(0).getVersion()).isEqualTo(17);
        assertThat(model.getGraph().getInitializerList())
                .extracting(Onnx.TensorProto::getName)
                .contains("fc.bias");
    }

    @Test
    void namesAndShapesOfLayersAreTheNetworks() throws Exception {
        ResNetSpec spec = Variants.spec("mini", 24, 2);
        NetworkGraph graph = NetworkGraph.compile(spec);
        Path file = folder.resolve("model.onnx");
        OnnxWriter.write(
                file, new SavedModel(graph, RandomWeights.of(graph, 1), metadata(spec, Normalization.IMAGENET)));
        Onnx.GraphProto onnx =
                Onnx.ModelProto.parseFrom(Files.readAllBytes(file)).getGraph();
        Map<String, List<Long>> shapes = new java.util.HashMap<>();
        for (Onnx.ValueInfoProto value : onnx.getValueInfoList()) {
            shapes.put(
                    value.getName(),
                    value.getType().getTensorType().getShape().getDimList().stream()
                            .map(Onnx.TensorShapeProto.Dimension::getDimValue)
                            .toList());
        }
        for (Node node : graph.nodes()) {
            if (node.operation() instanceof Operation.Convolution) {
                Shape shape = node.output();
                assertThat(shapes.get(node.name()))
                        .containsExactly(0L, (long) shape.channels(), (long) shape.height(), (long) shape.width());
            }
        }
        assertThat(shapes.get("hidden.relu")).containsExactly(0L, 10L);
    }

    @Test
    void refusesWeightsAndMetadataOfAnotherNetwork() {
        ResNetSpec spec = Variants.spec("resnet20", 32, 3);
        NetworkGraph graph = NetworkGraph.compile(spec);
        NetworkGraph other = NetworkGraph.compile(Variants.spec("resnet20", 32, 4));

        assertThatThrownBy(() -> new SavedModel(graph, RandomWeights.of(other, 1), metadata(spec, Normalization.NONE)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("fc.weight");
        assertThatThrownBy(() ->
                        new SavedModel(graph, RandomWeights.of(graph, 1), metadata(other.spec(), Normalization.NONE)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3 classes apart, but 4 are named");
    }

    static ModelMetadata metadata(ResNetSpec spec, Normalization normalization) {
        List<String> classes = IntStream.range(0, spec.input().classes())
                .mapToObj(i -> "class " + i)
                .toList();
        Map<String, String> provenance = new java.util.LinkedHashMap<>();
        provenance.put("dataset", "a \"b\" ü");
        provenance.put("seed", "7");
        return new ModelMetadata(classes, spec.input().imageSizePx(), ResizeMode.CROP, normalization, provenance);
    }

    private static double[] normalized(float[] images, int index, int size, Normalization normalization) {
        int plane = size * size;
        double[] picture = new double[3 * plane];
        for (int p = 0; p < 3; p++) {
            int channel = normalization.channelOfPlane(p);
            for (int i = 0; i < plane; i++) {
                picture[p * plane + i] = (images[(index * 3 + channel) * plane + i]
                                - (double) normalization.mean().get(channel))
                        / normalization.standardDeviation().get(channel);
            }
        }
        return picture;
    }

    private static double[] twoColumns(double[] output) {
        return output.length == 1 ? new double[] {1 - output[0], output[0]} : output;
    }

    private static void assertClose(FloatBuffer actual, int index, double[] expected) {
        double scale = 1;
        for (double value : expected) {
            scale = Math.max(scale, Math.abs(value));
        }
        for (int i = 0; i < expected.length; i++) {
            assertThat((double) actual.get(index * expected.length + i))
                    .as("value %d of picture %d", i, index)
                    .isCloseTo(expected[i], within(1e-5 * scale));
        }
    }

    private static float[] random(int length) {
        Random random = new Random(3);
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = random.nextFloat();
        }
        return values;
    }
}
