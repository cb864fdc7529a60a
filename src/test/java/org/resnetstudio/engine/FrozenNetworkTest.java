package org.resnetstudio.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.resnetstudio.engine.dl4j.Dl4jEngine;
import org.resnetstudio.engine.pytorch.PyTorchEngine;
import org.resnetstudio.image.Batch;
import org.resnetstudio.network.NetworkGraph;
import org.resnetstudio.network.Variants;
import org.resnetstudio.weights.Tensor;
import org.resnetstudio.weights.WeightInitializer;
import org.resnetstudio.weights.Weights;

/** Which features are computed and which are kept, with each engine. */
class FrozenNetworkTest {
    private static final long SEED = 31;
    private static final int SAMPLES = 10;
    private static final int BATCH = 4;

    private final NetworkGraph graph = NetworkGraph.compile(Variants.spec("resnet20", 16, 3));
    private final Weights first = WeightInitializer.initialize(graph, SEED);
    private final int parts = graph.spec().body().stages().size() + 1;

    static Stream<Named<Engine>> engines() throws EngineException {
        return Stream.of(Named.of("dl4j", Dl4jEngine.create()), Named.of("pytorch", PyTorchEngine.create()));
    }

    /** Features that were computed in one batch serve in others: a run that is resumed computes them in other ones. */
    @ParameterizedTest
    @MethodSource("engines")
    void theBitsOfAPicturesFeaturesDoNotDependOnItsBatch(Engine engine) throws EngineException {
        Random random = new Random(SEED);
        for (int stages = 1; stages <= parts; stages++) {
            NetworkGraph front = graph.split(stages).front();
            try (FeatureExtractor extractor = engine.extractor(front, first.of(front))) {
                float[] all = extractor.features(batch(0, samples(SAMPLES))).clone();
                int size = all.length / SAMPLES;
                for (int count = 2; count <= SAMPLES; count++) {
                    List<Integer> some = shuffled(random).subList(0, count);
                    float[] features = extractor.features(batch(0, some));
                    for (int i = 0; i < count; i++) {
                        assertThat(bits(features, i * size, size))
                                .as("seed %d, %d parts, %d of %d", SEED, stages, i, count)
                                .isEqualTo(bits(all, some.get(i) * size, size));
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void variantsThatComeAgainAreLookedAtOnce(Engine engine) throws EngineException {
        WatchedEngine watched = new WatchedEngine(engine);
        try (TrainableNetwork network = network(watched, 2, 1 << 20)) {
            for (int epoch = 0; epoch < 4; epoch++) {
                int variant = epoch % 2 + 1;
                train(network, variant, new Random(SEED + epoch));

                List<WatchedEngine.Seen> seen = watched.takeSeen();
                if (epoch < 2) {
                    assertThat(seen).as("epoch %d", epoch + 1).hasSize(SAMPLES).doesNotHaveDuplicates();
                    assertThat(seen).extracting(WatchedEngine.Seen::variant).containsOnly(variant);
                } else {
                    assertThat(seen).as("epoch %d", epoch + 1).isEmpty();
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void variantsThatDoNotComeAgainAreNotKept(Engine engine) throws EngineException {
        WatchedEngine watched = new WatchedEngine(engine);
        long roomForAll = SAMPLES * 64L * Float.BYTES;
        try (TrainableNetwork network = network(watched, 0, roomForAll)) {
            train(network, 1, new Random(SEED));
            train(network, 1, new Random(SEED));
            assertThat(watched.takeSeen()).hasSize(2 * SAMPLES);

            train(network, 0, new Random(SEED));
            train(network, 0, new Random(SEED));
            assertThat(watched.takeSeen()).hasSize(SAMPLES);
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void aSampleAsItIsIsNotTakenForOneOfItsVariants(Engine engine) throws EngineException {
        Batch plain = batch(0, samples(SAMPLES));
        try (TrainableNetwork network = network(engine, 2, 1 << 20);
                TrainableNetwork keepsNothing = network(engine, 2, 0)) {
            for (int variant : new int[] {1, 0, 2, 1}) {
                Batch batch = batch(variant, samples(SAMPLES));
                assertThat(network.step(batch, 0.05)).isEqualTo(keepsNothing.step(batch, 0.05));
                assertThat(network.predict(plain)).isDeepEqualTo(keepsNothing.predict(plain));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void whicheverOfABatchAreKeptTheirPlacesStay(Engine engine) throws EngineException {
        Random random = new Random(SEED);
        for (int fitting = 1; fitting <= SAMPLES; fitting++) {
            try (TrainableNetwork network = network(engine, 1, fitting * 64L * Float.BYTES);
                    TrainableNetwork keepsNothing = network(engine, 1, 0)) {
                network.predict(batch(1, samples(SAMPLES)));
                for (int trial = 0; trial < 20; trial++) {
                    Batch some = batch(1, shuffled(random).subList(0, 2 + random.nextInt(4)));
                    assertThat(network.predict(some))
                            .as("seed %d, room for %d, trial %d", SEED, fitting, trial)
                            .isDeepEqualTo(keepsNothing.predict(some));
                }
            }
        }
    }

    /** Where memory ends, the rest is computed again, and only that. */
    @ParameterizedTest
    @MethodSource("engines")
    void whatDoesNotFitIsComputedAgainWithTheSameBits(Engine engine) throws EngineException {
        int epochs = 5;
        Weights all = null;
        for (int fitting : new int[] {2 * SAMPLES, SAMPLES + 3, 1, 0}) {
            WatchedEngine watched = new WatchedEngine(engine);
            List<WatchedEngine.Seen> again = new ArrayList<>();
            try (TrainableNetwork network = network(watched, 2, fitting * 64L * Float.BYTES)) {
                for (int epoch = 0; epoch < epochs; epoch++) {
                    train(network, epoch % 2 + 1, new Random(SEED + epoch));
                    List<WatchedEngine.Seen> seen = watched.takeSeen();
                    if (epoch >= epochs - 2) {
                        again.addAll(seen);
                    }
                }
                all = all == null ? network.weights() : all;
                requireSameBits(network.weights(), all, "room for " + fitting + ", seed " + SEED);
            }
            int missing = 2 * SAMPLES - fitting;
            // where one of a batch is missing, another one keeps it company
            int company = missing == 0 ? 0 : 2 * (SAMPLES + BATCH - 1) / BATCH;
            assertThat(again).as("room for %d", fitting).hasSizeBetween(missing, missing + company);
            if (fitting > SAMPLES) {
                assertThat(again).extracting(WatchedEngine.Seen::variant).doesNotContain(1);
            }
        }
    }

    private TrainableNetwork network(Engine engine, int keptVariants, long mostKeptBytes) throws EngineException {
        return FrozenNetwork.create(
                engine, graph, first, Networks.SGD, new FrozenNetwork.Freezing(parts, keptVariants, mostKeptBytes));
    }

    private static void train(TrainableNetwork network, int variant, Random order) throws EngineException {
        List<Integer> samples = shuffled(order);
        for (int from = 0; from < SAMPLES; from += BATCH) {
            network.step(batch(variant, samples.subList(from, Math.min(SAMPLES, from + BATCH))), 0.05);
        }
    }

    private static List<Integer> samples(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    private static List<Integer> shuffled(Random random) {
        List<Integer> samples = new ArrayList<>(samples(SAMPLES));
        Collections.shuffle(samples, random);
        return samples;
    }

    /** Pictures of noise, which follows from sample and variant. */
    private static Batch batch(int variant, List<Integer> samples) {
        int size = 3 * 16 * 16;
        FloatBuffer images = ByteBuffer.allocateDirect(Float.BYTES * size * samples.size())
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        for (int sample : samples) {
            Random random = new Random(1000L * variant + sample);
            for (int i = 0; i < size; i++) {
                images.put((float) random.nextGaussian());
            }
        }
        int[] labels = samples.stream().mapToInt(sample -> sample % 3).toArray();
        int[] indices = samples.stream().mapToInt(Integer::intValue).toArray();
        return new Batch(samples.size(), 16, 16, images.flip(), labels, indices).asVariant(variant);
    }

    private static int[] bits(float[] values, int from, int count) {
        return IntStream.range(from, from + count)
                .map(i -> Float.floatToRawIntBits(values[i]))
                .toArray();
    }

    private static void requireSameBits(Weights actual, Weights expected, String what) {
        for (String name : expected.names()) {
            Tensor tensor = expected.get(name);
            assertThat(bits(actual.get(name).values(), 0, tensor.values().length))
                    .as("%s: %s", what, name)
                    .isEqualTo(bits(tensor.values(), 0, tensor.values().length));
        }
    }
}
