package org.resnetstudio.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.resnetstudio.augmentation.Augmentations;
import org.resnetstudio.dataset.Dataset;
import org.resnetstudio.engine.OptimizerSettings;
import org.resnetstudio.engine.WatchedEngine;
import org.resnetstudio.engine.dl4j.Dl4jEngine;
import org.resnetstudio.image.KnownContents;
import org.resnetstudio.image.NormalizationKind;
import org.resnetstudio.image.ResizeMode;
import org.resnetstudio.job.EarlyStopping;
import org.resnetstudio.job.Keeping;
import org.resnetstudio.job.Recipe;
import org.resnetstudio.job.Schedule;
import org.resnetstudio.job.TestJobs;
import org.resnetstudio.job.TrainingConfig;
import org.resnetstudio.job.Transfer;
import org.resnetstudio.network.Variants;
import org.resnetstudio.runs.Checkpoint;
import org.resnetstudio.runs.Checkpoints;
import org.resnetstudio.runs.RunFolder;
import org.resnetstudio.runs.TrainingEvent;
import org.resnetstudio.weights.Weights;

/** Runs of which a part is frozen while augmented pictures come again. */
class CachedVariantsTest {
    private static final int TRAIN = 14;
    private static final int VALIDATION = 4;
    private static final int BATCH_SIZE = 4;
    private static final int BATCHES = 4;
    private static final int BACKBONE = 4;

    @TempDir
    Path folder;

    private WatchedEngine engine;
    private Dataset dataset;
    private final List<TrainingEvent> events = new ArrayList<>();
    private final List<List<WatchedEngine.Seen>> seenByEpoch = new ArrayList<>();

    @BeforeEach
    void prepare() throws Exception {
        engine = new WatchedEngine(Dl4jEngine.create());
        dataset = Drawings.dataset(folder.resolve("pictures"), TRAIN / 2, VALIDATION / 2, 0, "a", "b");
    }

    @Test
    void theFrozenPartLooksAtEachVariantOnceAndAtTheSamplesAsTheyAreOnce() throws Exception {
        run("run", "flip,crop", new Transfer("", BACKBONE, 0, 1, 2), 5);

        assertThat(seenByEpoch).extracting(List::size).containsExactly(TRAIN + VALIDATION, TRAIN, 0, 0, 0);
        assertThat(seenByEpoch.get(0)).doesNotHaveDuplicates();
        assertThat(seenByEpoch.get(0)).filteredOn(s -> s.variant() == 1).hasSize(TRAIN);
        assertThat(seenByEpoch.get(0)).filteredOn(s -> s.variant() == 0).hasSize(VALIDATION);
        assertThat(seenByEpoch.get(1)).doesNotHaveDuplicates().allMatch(s -> s.variant() == 2);
    }

    @Test
    void withoutCachedVariantsTheFrozenPartLooksAtNewOnesInEveryEpoch() throws Exception {
        run("run", "flip,crop", new Transfer("", BACKBONE, 0, 1, 0), 3);

        assertThat(seenByEpoch).extracting(List::size).containsExactly(TRAIN + VALIDATION, TRAIN, TRAIN);
        assertThat(seenByEpoch.get(2)).allMatch(s -> s.variant() == 3);
    }

    @Test
    void withoutAugmentationThereIsOneVariantHoweverManyAreAskedFor() throws Exception {
        run("one", "none", new Transfer("", BACKBONE, 0, 1, 3), 3);
        assertThat(seenByEpoch).extracting(List::size).containsExactly(TRAIN + VALIDATION, 0, 0);

        run("other", "none", new Transfer("", BACKBONE, 0, 1, 0), 3);
        requireSameEnd("one", "other");
    }

    @Test
    void asManyVariantsAsEpochsGiveTheBitsOfNewOnesInEveryEpoch() throws Exception {
        run("new", "flip,crop", new Transfer("", BACKBONE, 0, 1, 0), 3);
        run("cached", "flip,crop", new Transfer("", BACKBONE, 0, 1, 3), 3);
        run("fewer", "flip,crop", new Transfer("", BACKBONE, 0, 1, 2), 3);

        requireSameEnd("cached", "new");
        assertThat(fc("fewer")).isNotEqualTo(fc("new"));
    }

    /** Stopped while variants are still new, while they come again, and behind the frozen epochs. */
    @ParameterizedTest
    @ValueSource(ints = {BATCHES + 1, 2 * BATCHES + 3, 4 * BATCHES + 2})
    void aRunStoppedInMidEpochGoesOnBitForBit(int batches) throws Exception {
        Transfer transfer = new Transfer("", BACKBONE, 4, 0.1, 2);
        run("whole", "flip,crop", transfer, 5);

        trainer(afterBatches(batches)).start(job("parts", "flip,crop", transfer, 5));
        assertThat(last("parts").position().batch()).isPositive();
        trainer(() -> false).resume(RunFolder.open(folder.resolve("parts")), Set::of);

        requireSameEnd("parts", "whole");
    }

    @Test
    void whenEverythingLearnsEveryEpochHasNewVariantsAgain() throws Exception {
        run("two", "flip,crop", new Transfer("", BACKBONE, 2, 1, 2), 4);
        run("none", "flip,crop", new Transfer("", BACKBONE, 2, 1, 0), 4);

        requireSameEnd("two", "none");
    }

    private void run(String name, String augmentation, Transfer transfer, int epochs) throws Exception {
        seenByEpoch.clear();
        trainer(() -> false).start(job(name, augmentation, transfer, epochs));
    }

    /** Asks to stop once that many batches of the present run are done: it is asked before every batch. */
    private BooleanSupplier afterBatches(int batches) {
        int[] asked = {0};
        int before = count();
        return () -> count() > before && asked[0]++ >= batches;
    }

    private int count() {
        return (int)
                events.stream().filter(TrainingEvent.Started.class::isInstance).count();
    }

    private Trainer trainer(BooleanSupplier stop) {
        return new Trainer(
                engine,
                (graph, weights, run, file) -> Files.writeString(file, "model"),
                new Trainer.Resources(
                        folder.resolve("cache"),
                        KnownContents.NONE,
                        new Trainer.Threads(1, 2, 1),
                        Map.of("studio", "test")),
                this::hear,
                new TrainingControl(stop));
    }

    private void hear(TrainingEvent event) {
        events.add(event);
        if (event instanceof TrainingEvent.EpochDone) {
            seenByEpoch.add(engine.takeSeen());
        }
    }

    private TrainingJob job(String name, String augmentation, Transfer transfer, int epochs) {
        TrainingConfig config = new TrainingConfig(
                epochs,
                BATCH_SIZE,
                new OptimizerSettings(OptimizerSettings.Kind.SGD, 0.9, 5e-4),
                new Schedule(Schedule.Kind.COSINE, 0.05, 1),
                new TrainingConfig.Preparation(
                        Augmentations.parse(augmentation, 8), NormalizationKind.DATASET, ResizeMode.SQUASH),
                transfer,
                Recipe.PLAIN,
                EarlyStopping.NEVER,
                Keeping.USUAL,
                7);
        return new TrainingJob(
                folder.resolve(name), TestJobs.of(Variants.spec("resnet20", 8, 2), config), dataset, Optional.empty());
    }

    private Checkpoint last(String name) throws Exception {
        return RunFolder.open(folder.resolve(name)).checkpoints().read(Checkpoints.Kind.LAST);
    }

    private float[] fc(String name) throws Exception {
        return last(name).weights().get("fc.weight").values();
    }

    private void requireSameEnd(String actual, String expected) throws Exception {
        requireSameBits(last(actual).weights(), last(expected).weights());
        requireSameBits(last(actual).optimizer(), last(expected).optimizer());
    }

    private static void requireSameBits(Weights actual, Weights expected) {
        assertThat(actual.names()).containsExactlyElementsOf(expected.names());
        for (String name : expected.names()) {
            assertThat(bits(actual.get(name).values()))
                    .as(name)
                    .isEqualTo(bits(expected.get(name).values()));
        }
    }

    private static int[] bits(float[] values) {
        return IntStream.range(0, values.length)
                .map(i -> Float.floatToRawIntBits(values[i]))
                .toArray();
    }
}
