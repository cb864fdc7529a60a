package org.resnetstudio.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.resnetstudio.engine.TrainableNetwork.StepResult;
import org.resnetstudio.image.Batch;
import org.resnetstudio.network.NetworkGraph;
import org.resnetstudio.network.Variants;
import org.resnetstudio.weights.Tensor;
import org.resnetstudio.weights.Weights;

/** An engine's agreement with PyTorch 2.13; numbers from {@code src/test/resources/engine/make_reference.py}. */
public abstract class EngineReference {
    /** The engine to compare. */
    protected abstract Engine engine() throws EngineException;

    @ParameterizedTest
    @MethodSource("org.resnetstudio.engine.Networks#names")
    void probabilitiesLossesAndWeightsAgreeWithPyTorch(String name) throws EngineException {
        JsonNode reference = Networks.reference(name);
        NetworkGraph graph = Networks.graph(reference.get("spec"));
        Batch batch = Networks.waves(graph, 4);
        try (TrainableNetwork network = engine().create(graph, Networks.firstWeights(graph), Networks.SGD)) {
            requireProbabilities(reference.get("probabilitiesBefore"), network.predict(batch));
            for (int step = 0; step < 3; step++) {
                StepResult result = network.step(batch, 0.02);
                assertThat(result.loss())
                        .as("loss of step %d", step)
                        .isCloseTo(reference.get("losses").get(step).asDouble(), within(1e-4));
                assertThat(result.correct())
                        .isEqualTo(reference.get("correct").get(step).asInt());
            }
            requireWeights(reference.get("weightsAfter"), network.weights());
            requireProbabilities(reference.get("probabilitiesAfter"), network.predict(batch));
        }
    }

    /** torchvision's own networks; numbers from {@code src/test/resources/engine/torchvision_forward.py}. */
    @ParameterizedTest
    @CsvSource({"resnext50-32x4d, resnext50_32x4d", "wide-resnet50-2, wide_resnet50_2"})
    void aForwardPassIsTorchvisions(String variant, String name) throws EngineException {
        NetworkGraph graph = NetworkGraph.compile(Variants.spec(variant, 64, 10));
        Map<String, Tensor> tensors =
                new LinkedHashMap<>(Networks.firstWeights(graph).tensors());
        tensors.computeIfPresent("fc.weight", (key, tensor) -> {
            float[] values = tensor.values().clone();
            for (int i = 0; i < values.length; i++) {
                values[i] *= 0.01f;
            }
            return new Tensor(tensor.shape(), values);
        });
        JsonNode expected = Networks.reference("torchvision").get(name).get("probabilities");
        try (TrainableNetwork network = engine().create(graph, new Weights(tensors), Networks.SGD)) {
            float[][] actual = network.predict(Networks.waves(graph, 2));
            for (int row = 0; row < 2; row++) {
                for (int c = 0; c < 10; c++) {
                    assertThat((double) actual[row][c])
                            .as("picture %d, class %d", row, c)
                            .isCloseTo(expected.get(row).get(c).asDouble(), within(1e-4));
                }
            }
        }
    }

    private static void requireProbabilities(JsonNode expected, float[][] actual) {
        boolean sigmoid = expected.size() == actual.length;
        for (int row = 0; row < actual.length; row++) {
            for (int c = 0; c < actual[row].length; c++) {
                double p = sigmoid
                        ? (c == 1
                                ? expected.get(row).asDouble()
                                : 1 - expected.get(row).asDouble())
                        : expected.get(row * actual[row].length + c).asDouble();
                assertThat((double) actual[row][c])
                        .as("picture %d, class %d", row, c)
                        .isCloseTo(p, within(1e-4));
            }
        }
    }

    private static void requireWeights(JsonNode expected, Weights actual) {
        assertThat(actual.names()).hasSize(expected.size());
        for (String name : actual.names()) {
            float[] values = actual.get(name).values();
            for (int i = 0; i < values.length; i++) {
                assertThat((double) values[i])
                        .as("%s[%d]", name, i)
                        .isCloseTo(expected.get(name).get(i).asDouble(), within(1e-4));
            }
        }
    }
}
