package org.resnetstudio.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.resnetstudio.engine.TrainableNetwork.StepResult;
import org.resnetstudio.image.Batch;
import org.resnetstudio.network.Changed;
import org.resnetstudio.network.NetworkGraph;
import org.resnetstudio.network.NetworkOptions;
import org.resnetstudio.network.ResNetSpec;
import org.resnetstudio.network.TensorSpec;
import org.resnetstudio.network.Variants;
import org.resnetstudio.weights.Tensor;
import org.resnetstudio.weights.WeightInitializer;
import org.resnetstudio.weights.Weights;

/** What the rest of the studio relies on in every engine. */
public abstract class EngineBehaviour {
    private static final long SEED = 20;
    private final NetworkGraph graph =
            Networks.graph(Networks.reference("cifar-a").get("spec"));

    /** The engine to try. */
    protected abstract Engine engine() throws EngineException;

    @Test
    void learnsRandomPicturesByHeart() throws EngineException {
        Batch batch = Networks.noise(graph, 12, SEED);
        try (TrainableNetwork network = network(Networks.SGD)) {
            StepResult result = network.step(batch, 0.1);
            for (int i = 0; i < 60; i++) {
                result = network.step(batch, 0.1);
            }
            assertThat(result.loss()).as("loss with seed %d", SEED).isLessThan(0.05);
            assertThat(result.correct()).isEqualTo(12);
        }
    }

    /** Arrays of one row and one column come from Deeplearning4j with strides of their own. */
    @ParameterizedTest
    @CsvSource({"mini, 16", "resnet18, 32"})
    void learnsWhereTheLastFeatureMapHasOneElement(String variant, int imageSizePx) throws EngineException {
        NetworkGraph narrow = NetworkGraph.compile(Variants.spec(variant, imageSizePx, 3));
        assertThat(narrow.features().output().height()).isEqualTo(1);
        Batch batch = Networks.noise(narrow, 6, SEED);
        try (TrainableNetwork network =
                engine().create(narrow, WeightInitializer.initialize(narrow, SEED), Networks.SGD)) {
            double first = network.step(batch, 0.01).loss();
            double last = first;
            for (int i = 0; i < 15; i++) {
                last = network.step(batch, 0.01).loss();
            }
            assertThat(last).as("loss with seed %d", SEED).isLessThan(first);
        }
    }

    @ParameterizedTest
    @EnumSource
    void resumesBitForBit(OptimizerSettings.Kind kind) throws EngineException {
        OptimizerSettings settings = new OptimizerSettings(kind, 0.9, 0.01);
        Weights straight;
        Weights straightState;
        try (TrainableNetwork network = network(settings)) {
            train(network, 0, 6);
            straight = network.weights();
            straightState = network.optimizerState();
        }
        Weights half;
        Weights halfState;
        try (TrainableNetwork network = network(settings)) {
            train(network, 0, 3);
            half = network.weights();
            halfState = network.optimizerState();
        }
        try (TrainableNetwork network = engine().create(graph, half, settings)) {
            network.setOptimizerState(halfState);
            train(network, 3, 6);
            requireSame(network.weights(), straight);
            requireSame(network.optimizerState(), straightState);
        }
    }

    @Test
    void sameStartGivesSameBits() throws EngineException {
        Weights first;
        try (TrainableNetwork network = network(Networks.SGD)) {
            train(network, 0, 3);
            first = network.weights();
        }
        try (TrainableNetwork network = network(Networks.SGD)) {
            train(network, 0, 3);
            requireSame(network.weights(), first);
        }
    }

    @ParameterizedTest
    @EnumSource
    void updatesFollowTheirFormulas(OptimizerSettings.Kind kind) throws EngineException {
        double rate = 0.01;
        double decay = 0.02;
        Batch batch = Networks.noise(graph, 6, SEED);
        Weights start = WeightInitializer.initialize(graph, SEED);
        Weights gradient = gradient(start, batch);
        try (TrainableNetwork network = engine().create(graph, start, new OptimizerSettings(kind, 0.9, decay))) {
            network.step(batch, rate);
            Weights after = network.weights();
            for (TensorSpec spec : graph.tensors()) {
                if (spec.role().trainable()) {
                    double share = spec.role() == TensorSpec.Role.WEIGHT ? decay : 0;
                    for (int i = 0; i < spec.elements(); i++) {
                        double w = start.get(spec.name()).values()[i];
                        double g = gradient.get(spec.name()).values()[i];
                        double expected =
                                switch (kind) {
                                    case SGD -> w - rate * 1.9 * (g + share * w);
                                    case ADAM -> w - rate * adam(g + share * w);
                                    case ADAMW -> w * (1 - rate * share) - rate * adam(g);
                                };
                        // Adam's first step has length 1 whatever the gradient is: gradients near 0 are noise
                        boolean clear = Math.abs(g + share * w) > 1e-4 && Math.abs(g) > 1e-4;
                        if (clear || kind == OptimizerSettings.Kind.SGD) {
                            assertThat((double) after.get(spec.name()).values()[i])
                                    .as("%s[%d]", spec.name(), i)
                                    .isCloseTo(expected, within(2e-5));
                        }
                    }
                }
            }
        }
    }

    private static double adam(double g) {
        return g / (Math.abs(g) + 1e-8);
    }

    /** The gradient, read off one plain step of rate 1. */
    private Weights gradient(Weights start, Batch batch) throws EngineException {
        OptimizerSettings plain = new OptimizerSettings(OptimizerSettings.Kind.SGD, 0, 0);
        try (TrainableNetwork network = engine().create(graph, start, plain)) {
            network.step(batch, 1);
            Map<String, Tensor> gradients = new LinkedHashMap<>();
            network.weights().tensors().forEach((name, tensor) -> {
                float[] values = new float[tensor.values().length];
                for (int i = 0; i < values.length; i++) {
                    values[i] = start.get(name).values()[i] - tensor.values()[i];
                }
                gradients.put(name, new Tensor(tensor.shape(), values));
            });
            return new Weights(gradients);
        }
    }

    @Test
    void batchesOfAnySizeFollowEachOther() throws EngineException {
        try (TrainableNetwork network = network(Networks.SGD)) {
            for (int count : new int[] {8, 3, 1, 16}) {
                assertThat(network.step(Networks.noise(graph, count, SEED), 0.01)
                                .loss())
                        .isFinite();
                float[][] probabilities = network.predict(Networks.noise(graph, count, SEED));
                assertThat(probabilities).hasDimensions(count, 3);
                assertThat(probabilities[0][0] + probabilities[0][1] + probabilities[0][2])
                        .isCloseTo(1, within(1e-5f));
            }
        }
    }

    @Test
    void predictingChangesNothing() throws EngineException {
        try (TrainableNetwork network = network(Networks.SGD)) {
            train(network, 0, 2);
            Weights before = network.weights();
            float[][] one = network.predict(Networks.noise(graph, 5, SEED));
            assertThat(network.predict(Networks.noise(graph, 5, SEED))).isDeepEqualTo(one);
            requireSame(network.weights(), before);
        }
    }

    @Test
    void divergenceGivesALossThatIsNotFinite() throws EngineException {
        try (TrainableNetwork network = network(Networks.SGD)) {
            FloatBuffer images = Networks.noise(graph, 4, SEED).images();
            images.put(0, Float.NaN);
            Batch batch = new Batch(4, 16, 16, images, new int[4], new int[4]);
            assertThat(network.step(batch, 0.1).loss()).isNaN();
        }
    }

    /** Cut behind the stem, behind a stage, and before the head; zero-padding, projections, a vector of one value per channel. */
    @ParameterizedTest
    @CsvSource({
        "cifar-a, 1",
        "cifar-a, 2",
        "cifar-a, 3",
        "bottleneck, 2",
        "bottleneck, 3",
        "pre-activation-b, 2",
        "mini, 3"
    })
    void aFrozenFrontStaysAndTheRestLearns(String name, int frozen) throws EngineException {
        NetworkGraph whole = Networks.graph(Networks.reference(name).get("spec"));
        Weights first = Networks.firstWeights(whole);
        Batch batch = Networks.noise(whole, 8, SEED);
        FrozenNetwork.Freezing freezing = new FrozenNetwork.Freezing(frozen, 0, 1 << 20);
        try (TrainableNetwork unfrozen = engine().create(whole, first, Networks.SGD);
                TrainableNetwork network = FrozenNetwork.create(engine(), whole, first, Networks.SGD, freezing)) {
            float[][] expected = unfrozen.predict(batch);
            float[][] actual = network.predict(batch);
            for (int i = 0; i < expected.length; i++) {
                assertThat(actual[i]).containsExactly(expected[i], within(1e-5f));
            }
            double before = network.step(batch, 0.01).loss();
            double last = before;
            for (int i = 0; i < 20; i++) {
                last = network.step(batch, 0.01).loss();
            }
            assertThat(last).as("loss with seed %d", SEED).isLessThan(before);
            Weights after = network.weights();
            after.requireFit(whole);
            NetworkGraph.Split split = whole.split(frozen);
            requireSame(after.of(split.front()), first.of(split.front()));
            for (TensorSpec spec : split.back().tensors()) {
                if (spec.role() == TensorSpec.Role.WEIGHT) {
                    assertThat(after.get(spec.name()).values())
                            .as(spec.name())
                            .isNotEqualTo(first.get(spec.name()).values());
                }
            }
        }
    }

    /** Whether features were kept or computed again makes no difference. */
    @Test
    void keptFeaturesAreTheSame() throws EngineException {
        Weights first = WeightInitializer.initialize(graph, SEED);
        Batch batch = Networks.noise(graph, 6, SEED);
        Weights kept = null;
        for (long bytes : new long[] {1 << 20, 100, 0}) {
            FrozenNetwork.Freezing freezing = new FrozenNetwork.Freezing(3, 0, bytes);
            try (TrainableNetwork network = FrozenNetwork.create(engine(), graph, first, Networks.SGD, freezing)) {
                for (int i = 0; i < 5; i++) {
                    network.step(batch, 0.05);
                }
                kept = kept == null ? network.weights() : kept;
                requireSame(network.weights(), kept);
            }
        }
    }

    /** Dropout's masks follow from the pictures and the number of the step. */
    @Test
    void dropoutRepeatsItselfAndStopsWhenUsed() throws EngineException {
        ResNetSpec spec = graph.spec();
        NetworkGraph dropping = NetworkGraph.compile(Changed.with(spec, NetworkOptions.DROPOUT, 0.5));
        Weights first = WeightInitializer.initialize(graph, SEED);
        Batch batch = Networks.noise(graph, 6, SEED);
        Weights straight;
        try (TrainableNetwork network = engine().create(dropping, first, Networks.SGD);
                TrainableNetwork plain = engine().create(graph, first, Networks.SGD)) {
            assertThat(network.predict(batch)).isDeepEqualTo(plain.predict(batch));
            double dropped = network.step(batch, 0.05).loss();
            assertThat(dropped).isNotEqualTo(plain.step(batch, 0.05).loss());
            network.step(batch, 0.05);
            straight = network.weights();
        }
        Weights half;
        Weights state;
        try (TrainableNetwork network = engine().create(dropping, first, Networks.SGD)) {
            network.step(batch, 0.05);
            half = network.weights();
            state = network.optimizerState();
        }
        try (TrainableNetwork network = engine().create(dropping, half, Networks.SGD)) {
            network.setOptimizerState(state);
            network.step(batch, 0.05);
            requireSame(network.weights(), straight);
        }
    }

    @Test
    void refusesWhatDoesNotFit() throws EngineException {
        try (TrainableNetwork network = network(Networks.SGD)) {
            NetworkGraph other = Networks.graph(Networks.reference("basic").get("spec"));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> network.setWeights(Networks.firstWeights(other)))
                    .withMessageContaining("another network");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> network.step(Networks.noise(other, 2, SEED), 0.1))
                    .withMessageContaining("16 x 16");
            Batch good = Networks.noise(graph, 1, SEED);
            Batch wrong = new Batch(1, 16, 16, good.images(), new int[] {3}, new int[1]);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> network.step(wrong, 0.1))
                    .withMessageContaining("label 3");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> network.setOptimizerState(
                            new Weights(Map.of("step", new Tensor(List.of(), new float[] {1})))))
                    .withMessageContaining("same network and optimizer");
        }
    }

    private TrainableNetwork network(OptimizerSettings settings) throws EngineException {
        return engine().create(graph, WeightInitializer.initialize(graph, SEED), settings);
    }

    private void train(TrainableNetwork network, int from, int to) throws EngineException {
        for (int step = from; step < to; step++) {
            network.step(Networks.noise(graph, 6, SEED + step), 0.05 / (1 + step));
        }
    }

    private static void requireSame(Weights actual, Weights expected) {
        assertThat(actual.names()).containsExactlyElementsOf(expected.names());
        for (String name : expected.names()) {
            assertThat(actual.get(name).values())
                    .as(name)
                    .isEqualTo(expected.get(name).values());
        }
    }
}
