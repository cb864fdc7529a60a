package org.resnetstudio.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.resnetstudio.engine.CrossEntropyLoss;
import org.resnetstudio.engine.Device;
import org.resnetstudio.engine.Engine;
import org.resnetstudio.engine.EngineException;
import org.resnetstudio.engine.LossFunction;
import org.resnetstudio.engine.Networks;
import org.resnetstudio.engine.OptimizerSettings;
import org.resnetstudio.engine.OptimizerSettings.Decayed;
import org.resnetstudio.engine.OptimizerSettings.Kind;
import org.resnetstudio.engine.TrainableNetwork;
import org.resnetstudio.engine.Way;
import org.resnetstudio.image.Batch;
import org.resnetstudio.job.EngineChoice;
import org.resnetstudio.job.Recipe;
import org.resnetstudio.job.Schedule;
import org.resnetstudio.network.NetworkGraph;
import org.resnetstudio.random.SeededRandom;

/** Losses step by step, and what comes out, are PyTorch 2.13's; numbers from {@code src/test/resources/engine/make_recipes.py}. */
class RecipesTest {
    private static final int STEPS = 6;
    private static final List<Double> CLASS_WEIGHTS = List.of(0.5, 1.25, 2.0);
    private static final JsonNode REFERENCE = Networks.reference("recipes");
    private static final NetworkGraph GRAPH = NetworkGraph.compile(
            Networks.graph(Networks.reference("cifar-b").get("spec")).spec());

    private enum Mixing {
        NONE,
        MIXUP_3,
        MIXUP_7,
        CUTMIX
    }

    private record Case(
            String name,
            OptimizerSettings optimizer,
            CrossEntropyLoss loss,
            Mixing mixing,
            double averaging,
            Optional<Schedule> schedule,
            int parts) {
        Case(
                String name,
                OptimizerSettings optimizer,
                CrossEntropyLoss loss,
                Mixing mixing,
                double averaging,
                Optional<Schedule> schedule) {
            this(name, optimizer, loss, mixing, averaging, schedule, 1);
        }

        static Case of(String name, OptimizerSettings optimizer, CrossEntropyLoss loss, Mixing mixing) {
            return new Case(name, optimizer, loss, mixing, 0, Optional.empty());
        }

        Case inParts(int number) {
            return new Case(name, optimizer, loss, mixing, averaging, schedule, number);
        }
    }

    private static OptimizerSettings sgd(double decay, Decayed decayed, double clipNorm) {
        return new OptimizerSettings(Kind.SGD, 0.9, decay, decayed, clipNorm);
    }

    private static OptimizerSettings adamw(double decay, Decayed decayed, double clipNorm) {
        return new OptimizerSettings(Kind.ADAMW, 0.9, decay, decayed, clipNorm);
    }

    private static List<Case> cases() {
        OptimizerSettings usual = sgd(0.01, Decayed.WEIGHTS, 0);
        CrossEntropyLoss plain = CrossEntropyLoss.PLAIN;
        CrossEntropyLoss smooth = new CrossEntropyLoss(0.1, List.of());
        return List.of(
                Case.of("plain", usual, plain, Mixing.NONE),
                Case.of("smoothing", usual, smooth, Mixing.NONE),
                Case.of("class-weights", usual, new CrossEntropyLoss(0, CLASS_WEIGHTS), Mixing.NONE),
                Case.of("smoothing-and-class-weights", usual, new CrossEntropyLoss(0.2, CLASS_WEIGHTS), Mixing.NONE),
                Case.of("mixup", usual, plain, Mixing.MIXUP_3),
                Case.of("mixup-and-smoothing", usual, smooth, Mixing.MIXUP_3),
                Case.of("cutmix", usual, plain, Mixing.CUTMIX),
                Case.of("clipping", sgd(0.01, Decayed.WEIGHTS, 0.5), plain, Mixing.NONE),
                Case.of("clipping-adamw", adamw(0.01, Decayed.WEIGHTS, 0.5), plain, Mixing.NONE),
                Case.of("decay-on-all", sgd(0.3, Decayed.ALL, 0), plain, Mixing.NONE),
                Case.of("decay-on-all-adamw", adamw(0.9, Decayed.ALL, 0), plain, Mixing.NONE),
                new Case("averaging", usual, plain, Mixing.NONE, 0.8, Optional.empty()),
                new Case("one-cycle", usual, plain, Mixing.NONE, 0, rising(Schedule.Kind.ONE_CYCLE, 0.05)),
                new Case("triangle", usual, plain, Mixing.NONE, 0, rising(Schedule.Kind.TRIANGLE, 0.05)),
                Case.of("two-parts", usual, plain, Mixing.NONE).inParts(2),
                Case.of("two-parts-and-class-weights", usual, new CrossEntropyLoss(0.1, CLASS_WEIGHTS), Mixing.NONE)
                        .inParts(2),
                Case.of("two-parts-mixup-clipping-adamw", adamw(0.01, Decayed.WEIGHTS, 0.5), plain, Mixing.MIXUP_3)
                        .inParts(2),
                new Case(
                        "everything",
                        adamw(0.1, Decayed.ALL, 1),
                        new CrossEntropyLoss(0.1, CLASS_WEIGHTS),
                        Mixing.MIXUP_7,
                        0.5,
                        rising(Schedule.Kind.ONE_CYCLE, 0.02)));
    }

    private static Optional<Schedule> rising(Schedule.Kind kind, double rate) {
        return Optional.of(new Schedule(kind, rate, 0));
    }

    @Test
    void everyRecipeOfTheScriptIsCompared() {
        List<String> names = new ArrayList<>();
        REFERENCE.fieldNames().forEachRemaining(names::add);
        assertThat(cases()).extracting(Case::name).containsExactlyElementsOf(names);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pytorch", "dl4j"})
    void lossesAndWhatComesOutAreThoseOfPyTorch(String engineName) throws EngineException {
        Engine engine = EngineChoice.named(engineName).provider().open(Device.Kind.CPU, Way.DIRECT);
        for (Case one : cases()) {
            compare(one, engine);
        }
    }

    private static void compare(Case one, Engine engine) throws EngineException {
        JsonNode expected = REFERENCE.get(one.name());
        Batch plain = Networks.waves(GRAPH, 4);
        BatchMixer mixer = new BatchMixer(Recipe.PLAIN, 3, 1);
        Batch batch = plain;
        LossFunction loss = one.loss().ofLabels(plain.labels());
        if (one.mixing() != Mixing.NONE) {
            BatchMixer.Mixed mixed = mixed(one.mixing(), plain, mixer);
            batch = mixed.batch();
            loss = one.loss().ofProbabilities(mixed.probabilities());
        }
        WeightAverage average = new WeightAverage(one.averaging());
        BatchParts parts = new BatchParts(one.parts());
        try (TrainableNetwork network = engine.create(GRAPH, Networks.firstWeights(GRAPH), one.optimizer())) {
            for (int step = 0; step < STEPS; step++) {
                double rate = one.schedule().isPresent() ? one.schedule().get().at(step, STEPS, 1) : 0.02;
                assertThat(parts.step(network, batch, loss, rate).loss())
                        .as("%s with %s, loss of step %d", one.name(), engine.name(), step)
                        .isCloseTo(expected.get("losses").get(step).asDouble(), within(1e-4));
                average.add(network.weights());
            }
            if (one.averaging() > 0) {
                network.setWeights(average.weights().orElseThrow());
            }
            float[][] probabilities = network.predict(plain);
            for (int row = 0; row < probabilities.length; row++) {
                for (int c = 0; c < probabilities[row].length; c++) {
                    assertThat((double) probabilities[row][c])
                            .as("%s with %s, picture %d, class %d", one.name(), engine.name(), row, c)
                            .isCloseTo(
                                    expected.get("probabilities")
                                            .get(row)
                                            .get(c)
                                            .asDouble(),
                                    within(2e-4));
                }
            }
        }
    }

    private static BatchMixer.Mixed mixed(Mixing mixing, Batch batch, BatchMixer mixer) {
        return switch (mixing) {
            case MIXUP_3 -> mixer.mixup(batch, 0.3);
            case MIXUP_7 -> mixer.mixup(batch, 0.7);
            case CUTMIX -> mixer.cutmix(batch, BatchMixer.Box.around(5, 14, 0.4, batch.widthPx(), batch.heightPx()));
            case NONE -> throw new IllegalArgumentException("Nothing is mixed.");
        };
    }

    /** Mean 1/2 and variance 1 / (8 alpha + 4), as the distribution has it. */
    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.2, 1, 2, 4})
    void sharesAreDrawnFromTheBetaDistribution(double alpha) {
        SeededRandom random = new SeededRandom(5);
        double[] shares = DoubleStream.generate(() -> BatchMixer.beta(alpha, random))
                .limit(40_000)
                .toArray();

        double mean = DoubleStream.of(shares).average().orElseThrow();
        double variance = DoubleStream.of(shares)
                .map(x -> (x - mean) * (x - mean))
                .average()
                .orElseThrow();
        assertThat(mean).isCloseTo(0.5, within(0.01));
        assertThat(variance).isCloseTo(1 / (8 * alpha + 4), within(0.005));
    }

    /** With both, each comes in about half of the batches; the same seed mixes alike. */
    @Test
    void withBothWaysABatchTakesOneOfThem() {
        Batch batch = Networks.noise(GRAPH, 4, 3);
        BatchMixer mixer = new BatchMixer(new Recipe(0, false, false, 1, 1, 0), 3, 7);
        BatchMixer again = new BatchMixer(new Recipe(0, false, false, 1, 1, 0), 3, 7);
        int cut = 0;
        for (int number = 0; number < 400; number++) {
            BatchMixer.Mixed mixed = mixer.mix(batch, 2, number);
            float[] values = new float[batch.images().limit()];
            mixed.batch().images().get(0, values);
            float[] repeated = new float[values.length];
            again.mix(batch, 2, number).batch().images().get(0, repeated);
            assertThat(repeated).isEqualTo(values);
            // CutMix leaves each value as it was in one of two pictures
            int size = values.length / 4;
            boolean whole = true;
            for (int i = 0; i < size; i++) {
                whole &= values[i] == batch.images().get(i)
                        || values[i] == batch.images().get(3 * size + i);
            }
            cut += whole ? 1 : 0;
            for (float[] row : mixed.probabilities()) {
                assertThat((double) row[0] + row[1] + row[2]).isCloseTo(1, within(1e-6));
            }
        }
        assertThat(cut).isBetween(160, 240);
    }
}
