package org.resnetstudio.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.resnetstudio.engine.TrainableNetwork.StepResult;
import org.resnetstudio.image.Batch;
import org.resnetstudio.network.NetworkGraph;
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
