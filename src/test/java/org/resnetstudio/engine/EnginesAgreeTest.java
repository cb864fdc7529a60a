package org.resnetstudio.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.resnetstudio.engine.TrainableNetwork.StepResult;
import org.resnetstudio.engine.dl4j.Dl4jEngine;
import org.resnetstudio.engine.pytorch.PyTorchEngine;
import org.resnetstudio.image.Batch;
import org.resnetstudio.network.Changed;
import org.resnetstudio.network.NetworkGraph;
import org.resnetstudio.network.NetworkOptions;
import org.resnetstudio.network.ResNetSpec;
import org.resnetstudio.weights.WeightInitializer;
import org.resnetstudio.weights.Weights;

/** From one seed, both engines learn the same, and each goes on where the other stopped. */
class EnginesAgreeTest {
    private static final long SEED = 7;
    private static Engine dl4j;
    private static Engine pytorch;

    @BeforeAll
    static void start() throws EngineException {
        dl4j = Dl4jEngine.create();
        pytorch = PyTorchEngine.create();
    }

    @ParameterizedTest
    @MethodSource("org.resnetstudio.engine.Networks#names")
    void probabilitiesLossesAndWeightsAreTheSame(String name) throws EngineException {
        NetworkGraph graph = Networks.graph(Networks.reference(name).get("spec"));
        Weights first = WeightInitializer.initialize(graph, SEED);
        try (TrainableNetwork a = dl4j.create(graph, first, Networks.SGD);
                TrainableNetwork b = pytorch.create(graph, first, Networks.SGD)) {
            Batch batch = Networks.noise(graph, 8, SEED);
            requireClose(a.predict(batch), b.predict(batch));
            for (int step = 0; step < 20; step++) {
                Batch next = Networks.noise(graph, 8, SEED + step);
                StepResult ours = a.step(next, 0.01);
                StepResult theirs = b.step(next, 0.01);
                if (step == 0) {
                    assertThat(theirs.loss()).as("seed %d", SEED).isCloseTo(ours.loss(), within(1e-5));
                    assertThat(theirs.correct()).isEqualTo(ours.correct());
                }
            }
            requireClose(a.weights(), b.weights(), 1e-3);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRunBegunInOneGoesOnInTheOther(OptimizerSettings.Kind kind) throws EngineException {
        NetworkGraph graph = Networks.graph(Networks.reference("bottleneck").get("spec"));
        OptimizerSettings settings = new OptimizerSettings(kind, 0.9, 0.01);
        for (List<Engine> order : List.of(List.of(dl4j, pytorch), List.of(pytorch, dl4j))) {
            Weights half;
            Weights halfState;
            Weights straight;
            Weights straightState;
            try (TrainableNetwork network =
                    order.get(0).create(graph, WeightInitializer.initialize(graph, SEED), settings)) {
                train(network, 0, 4);
                half = network.weights();
                halfState = network.optimizerState();
                train(network, 4, 6);
                straight = network.weights();
                straightState = network.optimizerState();
            }
            try (TrainableNetwork network = order.get(1).create(graph, half, settings)) {
                network.setOptimizerState(halfState);
                train(network, 4, 6);
                requireClose(network.weights(), straight, 1e-3);
                requireClose(network.optimizerState(), straightState, 1e-3);
            }
        }
    }

    @Test
    void dropoutDropsTheSameValues() throws EngineException {
        ResNetSpec spec =
                Networks.graph(Networks.reference("bottleneck").get("spec")).spec();
        NetworkGraph graph = NetworkGraph.compile(Changed.with(spec, NetworkOptions.DROPOUT, 0.4));
        Weights first = WeightInitializer.initialize(graph, SEED);
        try (TrainableNetwork a = dl4j.create(graph, first, Networks.SGD);
                TrainableNetwork b = pytorch.create(graph, first, Networks.SGD)) {
            train(a, 0, 3);
            train(b, 0, 3);
            requireClose(a.weights(), b.weights(), 1e-4);
        }
    }

    @Test
    void twoOutputsOfASigmoidAreTheSame() throws EngineException {
        NetworkGraph graph = Networks.graph(Networks.reference("mini").get("spec"));
        assertThat(graph.spec().outputs()).isEqualTo(1);
        Batch batch = Networks.noise(graph, 5, SEED);
        Weights weights = WeightInitializer.initialize(graph, SEED);
        try (TrainableNetwork a = dl4j.create(graph, weights, Networks.SGD);
                TrainableNetwork b = pytorch.create(graph, weights, Networks.SGD)) {
            assertThat(b.predict(batch)).hasDimensions(5, 2);
            requireClose(a.predict(batch), b.predict(batch));
        }
    }

    private static void train(TrainableNetwork network, int from, int to) throws EngineException {
        for (int step = from; step < to; step++) {
            network.step(
                    Networks.noise(
                            Networks.graph(Networks.reference("bottleneck").get("spec")), 6, SEED + step),
                    0.01);
        }
    }

    private static void requireClose(float[][] a, float[][] b) {
        for (int row = 0; row < a.length; row++) {
            assertThat(b[row]).as("picture %d with seed %d", row, SEED).containsExactly(a[row], within(1e-5f));
        }
    }

    private static void requireClose(Weights actual, Weights expected, double tolerance) {
        assertThat(actual.names()).containsExactlyInAnyOrderElementsOf(expected.names());
        for (String name : expected.names()) {
            float[] values = expected.get(name).values();
            for (int i = 0; i < values.length; i++) {
                assertThat((double) actual.get(name).values()[i])
                        .as("%s[%d] with seed %d", name, i, SEED)
                        .isCloseTo(values[i], within(tolerance * Math.max(1, Math.abs(values[i]))));
            }
        }
    }
}
