package org.resnetstudio.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.resnetstudio.augmentation.Augmentations;
import org.resnetstudio.dataset.Dataset;
import org.resnetstudio.dataset.Sample;
import org.resnetstudio.engine.Engine;
import org.resnetstudio.engine.OptimizerSettings;
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
import org.resnetstudio.problem.InvalidValueException;
import org.resnetstudio.runs.Checkpoint;
import org.resnetstudio.runs.Checkpoints;
import org.resnetstudio.runs.EventCodec;
import org.resnetstudio.runs.EventLog;
import org.resnetstudio.runs.RunFolder;
import org.resnetstudio.runs.RunRequest;
import org.resnetstudio.runs.RunSummary;
import org.resnetstudio.runs.TrainingEvent;
import org.resnetstudio.runs.TrainingException;
import org.resnetstudio.weights.Tensor;
import org.resnetstudio.weights.Weights;

class TrainerTest {
    @TempDir
    Path folder;

    private final List<TrainingEvent> events = new ArrayList<>();

    @Test
    void aRunLeavesItsRecordEventsCheckpointsAndModel() throws Exception {
        TrainingEvent.Finished finished = trainer(pretend(), 1, TrainerTest::never)
                .start(job("run", config(3, 4), Drawings.dataset(pictures(), 5, 2, 3, "a", "b")));

        RunFolder run = RunFolder.open(folder.resolve("run"));
        assertThat(finished.outcome()).isEqualTo(TrainingEvent.Outcome.COMPLETED);
        assertThat(finished.epochs()).isEqualTo(3);
        assertThat(finished.testAccuracy()).hasValue(0.5);
        assertThat(run.record().classes()).containsExactly("a", "b");
        assertThat(run.record().data().trainSamples()).isEqualTo(10);
        assertThat(run.record().data().testSamples()).isEqualTo(6);
        assertThat(run.record().config()).isEqualTo(config(3, 4));
        assertThat(run.model()).hasContent("model");
        assertThat(run.checkpoints().has(Checkpoints.Kind.BEST)).isTrue();
        assertThat(run.eventLog().read())
                .filteredOn(e -> !(e instanceof TrainingEvent.BatchDone))
                .extracting(EventCodec::name)
                .startsWith("started", "epoch", "checkpoint")
                .endsWith("epoch", "checkpoint", "finished");
        RunSummary summary = run.summary();
        assertThat(summary.status()).isEqualTo(RunSummary.Status.COMPLETED);
        assertThat(summary.epochs()).isEqualTo(3);
        assertThat(summary.resumable()).isFalse();
        assertThat(summary.bestEpoch()).isEqualTo(finished.bestEpoch());
    }

    @Test
    void theSameSeedGivesTheSameNumbersWhateverTheNumberOfThreads() throws Exception {
        Dataset dataset = Drawings.dataset(pictures(), 9, 2, 0, "a", "b");

        trainer(pretend(), 1, TrainerTest::never).start(job("one", config(2, 4), dataset));
        trainer(pretend(), 4, TrainerTest::never).start(job("two", config(2, 4), dataset));

        assertThat(bits(last("one").weights())).isDeepEqualTo(bits(last("two").weights()));
    }

    @Test
    void aRunStoppedInMidEpochGoesOnBitForBit() throws Exception {
        Dataset dataset = Drawings.dataset(pictures(), 9, 2, 1, "a", "b");
        TrainingEvent.Finished whole =
                trainer(pretend(), 2, TrainerTest::never).start(job("whole", config(3, 4), dataset));
        EventLog epochs = RunFolder.open(folder.resolve("whole")).eventLog();
        events.clear();

        TrainingEvent.Finished stopped =
                trainer(pretend(), 2, afterBatches(7)).start(job("parts", config(3, 4), dataset));
        RunFolder run = RunFolder.open(folder.resolve("parts"));

        assertThat(stopped.outcome()).isEqualTo(TrainingEvent.Outcome.STOPPED);
        assertThat(stopped.epochs()).isEqualTo(1);
        assertThat(last("parts").position().batch()).isEqualTo(2);
        assertThat(run.summary().status()).isEqualTo(RunSummary.Status.STOPPED);
        assertThat(run.summary().resumable()).isTrue();
        TrainingEvent.Finished resumed =
                trainer(pretend(), 3, TrainerTest::never).resume(run, Set::of);
        assertThat(resumed.outcome()).isEqualTo(TrainingEvent.Outcome.COMPLETED);
        assertThat(resumed.testAccuracy()).isEqualTo(whole.testAccuracy());
        assertThat(resumed.bestEpoch()).isEqualTo(whole.bestEpoch());
        assertThat(bits(last("parts").weights()))
                .isDeepEqualTo(bits(last("whole").weights()));
        assertThat(bits(last("parts").optimizer()))
                .isDeepEqualTo(bits(last("whole").optimizer()));
        for (int i = 1; i <= 3; i++) {
            TrainingEvent.EpochDone expected = epochs.epoch(i).orElseThrow();
            TrainingEvent.EpochDone again = run.eventLog().epoch(i).orElseThrow();
            assertThat(again.trainLoss()).isEqualTo(expected.trainLoss());
            assertThat(again.learningRate()).isEqualTo(expected.learningRate());
            assertThat(again.confusionMatrix().toArray())
                    .isEqualTo(expected.confusionMatrix().toArray());
        }
    }

    @Test
    void deeplearning4jGoesOnBitForBit() throws Exception {
        Dataset dataset = Drawings.dataset(pictures(), 6, 2, 0, "a", "b");
        Engine engine = Dl4jEngine.create();
        trainer(engine, 1, TrainerTest::never).start(job("whole", config(4, 4), dataset));

        trainer(engine, 1, afterBatches(8)).start(job("parts", config(4, 4), dataset));
        trainer(engine, 2, TrainerTest::never).resume(RunFolder.open(folder.resolve("parts")), Set::of);

        assertThat(bits(last("parts").weights()))
                .isDeepEqualTo(bits(last("whole").weights()));
        assertThat(bits(last("parts").optimizer()))
                .isDeepEqualTo(bits(last("whole").optimizer()));
    }

    @Test
    void aDivergedRunFailsWithARemedyAndKeepsItsLastCheckpoint() throws Exception {
        Dataset dataset = Drawings.dataset(pictures(), 4, 2, 0, "a", "b");
        Engine diverging = new PretendEngine(step -> step > 3 ? Double.NaN : 1);

        assertThatThrownBy(() -> trainer(diverging, 1, TrainerTest::never).start(job("run", config(3, 4), dataset)))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("diverged in epoch 2")
                .hasMessageContaining("lower learning rate, such as 0.005");

        RunSummary summary = RunFolder.open(folder.resolve("run")).summary();
        assertThat(summary.status()).isEqualTo(RunSummary.Status.FAILED);
        assertThat(summary.failure().orElseThrow().english()).contains("diverged in epoch 2");
        assertThat(summary.resumable()).isTrue();
        assertThat(last("run").position().epoch()).isEqualTo(1);
    }

    @Test
    void aFailureThatNobodyForesawSaysHowTheRunGoesOn() throws Exception {
        Dataset dataset = Drawings.dataset(pictures(), 4, 1, 0, "a", "b");
        int[] failsAt = {1};
        Engine failing = new PretendEngine(step -> {
            if (step == failsAt[0]) {
                throw new IllegalStateException("Broken.");
            }
            return 2.0 / step;
        });

        assertThatThrownBy(() -> trainer(failing, 1, TrainerTest::never).start(job("early", config(2, 4), dataset)))
                .isInstanceOf(IllegalStateException.class);
        failsAt[0] = 4;
        assertThatThrownBy(() -> trainer(failing, 1, TrainerTest::never).start(job("late", config(2, 4), dataset)))
                .isInstanceOf(IllegalStateException.class);

        assertThat(events)
                .filteredOn(TrainingEvent.Failed.class::isInstance)
                .extracting(event -> ((TrainingEvent.Failed) event).message().english())
                .containsExactly(
                        "The trainer failed unexpectedly (java.lang.IllegalStateException: Broken.): resume the run from"
                                + " its beginning.",
                        "The trainer failed unexpectedly (java.lang.IllegalStateException: Broken.): resume the run from"
                                + " its last checkpoint.");
    }

    @Test
    void anUnreadablePictureIsOneWarningAndTheRestGoesOn() throws Exception {
        Dataset dataset = Drawings.dataset(pictures(), 4, 2, 0, "a", "b");
        Files.writeString(pictures().resolve("a").resolve("1.png"), "not a picture");

        trainer(pretend(), 1, TrainerTest::never).start(job("run", config(1, 4), dataset));

        assertThat(warnings()).singleElement().asString().contains("1.png");
        assertThat(RunFolder.open(folder.resolve("run")).record().data().trainSamples())
                .isEqualTo(7);
    }

    @Test
    void manyUnreadablePicturesAreToldInFewWarnings() throws Exception {
        Dataset dataset = Drawings.dataset(pictures(), 30, 2, 0, "a", "b");
        for (int i = 0; i < 25; i++) {
            Files.writeString(pictures().resolve("a").resolve(i + ".png"), "not a picture");
        }

        trainer(pretend(), 1, TrainerTest::never).start(job("run", config(1, 4), dataset));

        assertThat(warnings()).hasSize(21).last().asString().startsWith("5 more pictures");
    }

    @Test
    void aClassOfWhichNoPictureCanBeReadIsAWarningAndOneClassAloneIsRefused() throws Exception {
        Dataset dataset = Drawings.dataset(pictures(), 1, 1, 0, "a", "b");
        Files.writeString(pictures().resolve("b").resolve("0.png"), "not a picture");

        assertThatThrownBy(() -> trainer(pretend(), 1, TrainerTest::never).start(job("run", config(1, 4), dataset)))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("only one class");
        assertThat(folder.resolve("run").resolve("run.json")).doesNotExist();
    }

    @Test
    void aLastBatchOfOnePictureIsLeftOut() throws Exception {
        PretendEngine engine = pretend();

        trainer(engine, 1, TrainerTest::never)
                .start(job("run", config(1, 3), Drawings.dataset(pictures(), 5, 1, 0, "a", "b")));

        assertThat(engine.batchSizes).containsExactly(3, 3, 3);
    }

    @Test
    void aBatchMayBeLargerThanTheData() throws Exception {
        PretendEngine engine = pretend();

        trainer(engine, 1, TrainerTest::never)
                .start(job("run", config(2, 64), Drawings.dataset(pictures(), 2, 1, 0, "a", "b")));

        assertThat(engine.batchSizes).containsExactly(4, 4);
    }

    @Test
    void withoutValidationPicturesTheTrainingLossDecides() throws Exception {
        Engine worsening = new PretendEngine(step -> step);

        TrainingEvent.Finished finished = trainer(worsening, 1, TrainerTest::never)
                .start(job("run", config(2, 8), Drawings.dataset(pictures(), 4, 0, 0, "a", "b")));

        assertThat(finished.bestEpoch()).isEqualTo(1);
        assertThat(finished.bestValidationAccuracy()).isEmpty();
        assertThat(warnings()).singleElement().asString().contains("no validation pictures");
        RunSummary summary = RunFolder.open(folder.resolve("run")).summary();
        assertThat(summary.bestEpoch()).isEqualTo(1);
        assertThat(summary.bestValidationAccuracy()).isEmpty();
        assertThat(summary.hasModel()).isTrue();
    }

    @Test
    void aFolderWithARunIsRefusedAndLeftAlone() throws Exception {
        Dataset dataset = Drawings.dataset(pictures(), 2, 1, 0, "a", "b");
        trainer(pretend(), 1, TrainerTest::never).start(job("run", config(1, 4), dataset));

        assertThatThrownBy(() -> trainer(pretend(), 1, TrainerTest::never).start(job("run", config(1, 4), dataset)))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("already holds a run")
                .hasMessageContaining("--resume");
        assertThatThrownBy(() -> trainer(pretend(), 1, TrainerTest::never)
                        .resume(RunFolder.open(folder.resolve("run")), Set::of))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("has done all of its 1 epochs");
    }

    @Test
    void picturesThatChangedMeanwhileEndAResume() throws Exception {
        Dataset dataset = Drawings.dataset(pictures(), 4, 1, 0, "a", "b");
        trainer(pretend(), 1, afterBatches(1)).start(job("run", config(2, 4), dataset));
        Files.copy(
                pictures().resolve("a").resolve("0.png"),
                pictures().resolve("a").resolve("1.png"),
                StandardCopyOption.REPLACE_EXISTING);

        assertThatThrownBy(() -> trainer(pretend(), 1, TrainerTest::never)
                        .resume(RunFolder.open(folder.resolve("run")), Set::of))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("have changed");
    }

    private Path pictures() {
        return folder.resolve("pictures");
    }

    private static boolean never() {
        return false;
    }

    private static PretendEngine pretend() {
        return new PretendEngine(step -> 2.0 / step);
    }

    /** A copy of the run at the moment of the checkpoint is what a kill right after it leaves. */
    @Test
    void aCheckpointThatWasAskedForInsideAnEpochIsGoneOnFromBitForBit() throws Exception {
        Dataset dataset = Drawings.dataset(pictures(), 9, 2, 1, "a", "b");
        trainer(pretend(), 2, TrainerTest::never).start(job("whole", config(3, 4), dataset));
        events.clear();
        TrainingControl[] control = new TrainingControl[1];
        control[0] = atBatch(6, () -> control[0].ask(new RunRequest.SaveCheckpoint()));
        Path run = folder.resolve("run");
        Path copy = folder.resolve("copy");

        trainer(pretend(), control[0], event -> {
                    if (event instanceof TrainingEvent.CheckpointSaved
                            && count(TrainingEvent.EpochDone.class) == 1
                            && !Files.exists(copy.resolve("run.json"))
                            && count(TrainingEvent.CheckpointSaved.class) == 3) {
                        copyRun(run, copy);
                    }
                })
                .start(job("run", config(3, 4), dataset));

        RunFolder killed = RunFolder.open(copy);
        assertThat(killed.checkpoints().read(Checkpoints.Kind.LAST).position())
                .returns(1, Checkpoint.Position::epoch)
                .returns(1, Checkpoint.Position::batch);
        trainer(pretend(), 2, TrainerTest::never).resume(killed, Set::of);
        assertThat(bits(last("copy").weights()))
                .isDeepEqualTo(bits(last("whole").weights()));
    }

    @Test
    void insideAnEpochARunIsKeptAfterSoManyMinutesAndGoesOnFromThere() throws Exception {
        Dataset dataset = Drawings.dataset(pictures(), 9, 2, 1, "a", "b");
        trainer(pretend(), 2, TrainerTest::never).start(job("whole", config(3, 4), dataset));
        assertThat(count(TrainingEvent.CheckpointSaved.class)).isLessThanOrEqualTo(6);
        events.clear();
        Path run = folder.resolve("run");
        List<Path> copies = new ArrayList<>();

        trainer(pretend(), new TrainingControl(() -> false), event -> {
                    if (event instanceof TrainingEvent.CheckpointSaved) {
                        Path copy = folder.resolve("copy-" + copies.size());
                        copyRun(run, copy);
                        copies.add(copy);
                    }
                })
                .start(job("run", config(3, 4, new Keeping(1e-9, 0)), dataset));

        Set<Integer> batches = new TreeSet<>();
        for (Path copy : copies) {
            RunFolder killed = RunFolder.open(copy);
            Checkpoint.Position position =
                    killed.checkpoints().recover().checkpoint().position();
            if (position.epoch() == 3) {
                continue;
            }
            batches.add(position.batch());
            trainer(pretend(), 2, TrainerTest::never).resume(killed, Set::of);
            assertThat(bits(last(copy.getFileName().toString()).weights()))
                    .isDeepEqualTo(bits(last("whole").weights()));
        }
        assertThat(batches).containsExactly(0, 1, 2, 3, 4);
        assertThat(bits(last("run").weights())).isDeepEqualTo(bits(last("whole").weights()));
    }

    @Test
    void fromADamagedCheckpointARunGoesOnFromTheOneBeforeAndSaysSo() throws Exception {
        Dataset dataset = Drawings.dataset(pictures(), 9, 2, 1, "a", "b");
        trainer(pretend(), 2, TrainerTest::never).start(job("whole", config(4, 4), dataset));
        trainer(pretend(), 2, afterBatches(15)).start(job("run", config(4, 4), dataset));
        RunFolder run = RunFolder.open(folder.resolve("run"));
        Path weights = run.checkpoints().folder(Checkpoints.Kind.LAST).resolve("weights.safetensors");
        byte[] bytes = Files.readAllBytes(weights);
        bytes[bytes.length - 1] ^= 1;
        Files.write(weights, bytes);
        events.clear();

        trainer(pretend(), 2, TrainerTest::never).resume(run, Set::of);

        assertThat(warnings()).anyMatch(warning -> warning.contains("2 epochs and no batches into the training"));
        assertThat(bits(last("run").weights())).isDeepEqualTo(bits(last("whole").weights()));
        assertThat(run.summary())
                .returns(RunSummary.Status.COMPLETED, RunSummary::status)
                .returns(4, RunSummary::epochs);
    }

    @Test
    void aRunThatLearnsNothingMoreEndsEarlyAndIsComplete() throws Exception {
        Dataset dataset = Drawings.dataset(pictures(), 8, 0, 1, "a", "b");
        // one update an epoch: the loss falls three times, and then no more
        double[] losses = {9, 3, 2, 1, 1, 4, 1, 0.5};
        PretendEngine engine = new PretendEngine(step -> losses[step]);
        TrainingConfig config = config(7, 16, new EarlyStopping(2, EarlyStopping.Measure.LOSS));

        TrainingEvent.Finished end = trainer(engine, 2, TrainerTest::never).start(job("run", config, dataset));

        assertThat(end.outcome()).isEqualTo(TrainingEvent.Outcome.COMPLETED);
        assertThat(end.endedEarly()).isTrue();
        assertThat(end.epochs()).isEqualTo(5);
        assertThat(end.bestEpoch()).isEqualTo(3);
        assertThat(end.testAccuracy()).isNotEmpty();
        RunFolder run = RunFolder.open(folder.resolve("run"));
        assertThat(run.summary().status()).isEqualTo(RunSummary.Status.COMPLETED);
        assertThatThrownBy(() -> trainer(engine, 2, TrainerTest::never).resume(run, Set::of))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("stopped learning and is complete after 5 epochs");
        assertThatThrownBy(() -> Trainer.requireUnfinished(run, new TrainingControl(() -> false)))
                .isInstanceOf(TrainingException.class);
    }

    @Test
    void patienceIsKeptByAResume() throws Exception {
        Dataset dataset = Drawings.dataset(pictures(), 8, 0, 1, "a", "b");
        double[] losses = {9, 3, 2, 1, 1, 4, 1, 0.5};
        TrainingConfig config = config(7, 16, new EarlyStopping(2, EarlyStopping.Measure.LOSS));
        trainer(new PretendEngine(step -> losses[step]), 2, afterBatches(4)).start(job("run", config, dataset));

        TrainingEvent.Finished end = trainer(new PretendEngine(step -> losses[step]), 2, TrainerTest::never)
                .resume(RunFolder.open(folder.resolve("run")), Set::of);

        assertThat(end.endedEarly()).isTrue();
        assertThat(end.epochs()).isEqualTo(5);
    }

    /** All of it at once, stopped after each number of batches: order, mixing, average, plateau and patience are repeated to the last bit. */
    @Test
    void aRecipeIsRepeatedByAResume() throws Exception {
        Dataset dataset = Drawings.dataset(pictures(), 9, 2, 1, "a", "b");
        Schedule plateau = new Schedule(Schedule.Kind.PLATEAU, 0.05, 1, List.of(), 0.5, 0);
        TrainingConfig usual = config(4, 4);
        TrainingConfig config = new TrainingConfig(
                4,
                4,
                usual.optimizer(),
                plateau,
                usual.preparation(),
                Transfer.NONE,
                new Recipe(0.1, false, true, 0.5, 1, 0.5),
                new EarlyStopping(3, EarlyStopping.Measure.ACCURACY),
                Keeping.USUAL,
                7);
        TrainingEvent.Finished whole = trainer(pretend(), 2, TrainerTest::never).start(job("whole", config, dataset));
        List<Double> rates = rates();
        assertThat(rates).as("the plateau was reached").anyMatch(rate -> rate < 0.04);

        for (int batches : new int[] {1, 3, 5, 6, 7, 11, 14}) {
            events.clear();
            String name = "parts-" + batches;
            trainer(pretend(), 3, afterBatches(batches)).start(job(name, config, dataset));
            RunFolder parts = RunFolder.open(folder.resolve(name));
            TrainingEvent.Finished end =
                    trainer(pretend(), 1, TrainerTest::never).resume(parts, Set::of);

            assertThat(end.epochs()).isEqualTo(whole.epochs());
            assertThat(rates()).isEqualTo(rates);
            assertThat(bits(last(name).weights()))
                    .as("after %d batches", batches)
                    .isDeepEqualTo(bits(last("whole").weights()));
            assertThat(bits(last(name).average().orElseThrow()))
                    .isDeepEqualTo(bits(last("whole").average().orElseThrow()));
        }
        assertThat(bits(last("whole").average().orElseThrow()))
                .isNotEqualTo(bits(last("whole").weights()));
    }

    /** What is used is what was validated: the average. */
    @Test
    void theBestModelOfARunThatAveragesIsTheAverage() throws Exception {
        Dataset dataset = Drawings.dataset(pictures(), 9, 2, 1, "a", "b");
        TrainingConfig usual = config(2, 4);
        TrainingConfig config = new TrainingConfig(
                2,
                4,
                usual.optimizer(),
                usual.schedule(),
                usual.preparation(),
                Transfer.NONE,
                new Recipe(0, false, false, 0, 0, 0.9),
                EarlyStopping.NEVER,
                Keeping.USUAL,
                7);

        trainer(pretend(), 2, TrainerTest::never).start(job("run", config, dataset));

        Checkpoints checkpoints = RunFolder.open(folder.resolve("run")).checkpoints();
        Checkpoint best = checkpoints.read(Checkpoints.Kind.BEST);
        assertThat(bits(checkpoints.readWeights(Checkpoints.Kind.BEST)))
                .isDeepEqualTo(bits(best.average().orElseThrow()))
                .isNotEqualTo(bits(best.weights()));
    }

    /** Before it is infinite, and with the last checkpoint as it was. */
    @Test
    void aLossThatExplodesEndsTheRun() throws Exception {
        Dataset dataset = Drawings.dataset(pictures(), 8, 0, 1, "a", "b");
        double[] losses = {9, 3, 2, 20_000};

        assertThatThrownBy(() -> trainer(new PretendEngine(step -> losses[step]), 2, TrainerTest::never)
                        .start(job("run", config(7, 16), dataset)))
                .isInstanceOf(TrainingException.class)
                .hasMessage(
                        "Training diverged in epoch 3, because the loss has grown to 20,000: train again with a lower"
                                + " learning rate, such as 0.005.");
        RunFolder run = RunFolder.open(folder.resolve("run"));
        assertThat(run.summary())
                .returns(RunSummary.Status.FAILED, RunSummary::status)
                .returns(true, RunSummary::resumable);
        assertThat(last("run").position().epoch()).isEqualTo(2);
    }

    @Test
    void everySoManyEpochsACheckpointIsKeptForGood() throws Exception {
        Dataset dataset = Drawings.dataset(pictures(), 8, 2, 1, "a", "b");

        trainer(pretend(), 2, TrainerTest::never).start(job("run", config(7, 4, new Keeping(0, 3)), dataset));

        Checkpoints checkpoints = RunFolder.open(folder.resolve("run")).checkpoints();
        assertThat(checkpoints.keptEpochs()).containsExactly(3, 6);
        trainer(pretend(), 2, TrainerTest::never).start(job("short", config(7, 4, new Keeping(0, 0)), dataset));
        assertThat(RunFolder.open(folder.resolve("short")).checkpoints().keptEpochs())
                .isEmpty();
    }

    @Test
    void aLearningRateThatWasSetIsKeptByAResume() throws Exception {
        Dataset dataset = Drawings.dataset(pictures(), 9, 2, 1, "a", "b");
        TrainingControl[] control = new TrainingControl[1];
        control[0] = atBatch(7, () -> control[0].ask(new RunRequest.LearningRate(0.25)));
        trainer(pretend(), control[0], event -> {}).start(job("whole", config(3, 4), dataset));
        List<Double> rates = rates();
        assertThat(events)
                .filteredOn(TrainingEvent.Controlled.class::isInstance)
                .extracting(event -> ((TrainingEvent.Controlled) event).value())
                .containsExactly(OptionalDouble.of(0.25));
        events.clear();
        trainer(pretend(), 2, TrainerTest::never).start(job("untouched", config(3, 4), dataset));
        assertThat(rates().get(0)).isEqualTo(rates.get(0));
        assertThat(rates.get(2) / rates().get(2)).isEqualTo(rates.get(1) / rates().get(1), within(1e-9));
        events.clear();

        control[0] = atBatch(7, () -> control[0].ask(new RunRequest.LearningRate(0.25)));
        BooleanSupplier first = afterBatches(8);
        TrainingControl setAndStop = control[0];
        control[0] = new TrainingControl(() -> {
            setAndStop.stopRequested();
            return first.getAsBoolean();
        });
        trainer(pretend(), control[0], event -> {}).start(job("parts", config(3, 4), dataset));
        RunFolder parts = RunFolder.open(folder.resolve("parts"));
        assertThat(parts.summary().status()).isEqualTo(RunSummary.Status.STOPPED);
        trainer(pretend(), 2, TrainerTest::never).resume(parts, Set::of);

        assertThat(rates()).isEqualTo(rates);
        assertThat(bits(last("parts").weights()))
                .isDeepEqualTo(bits(last("whole").weights()));
        assertThat(bits(last("parts").weights()))
                .isNotEqualTo(bits(last("untouched").weights()));
    }

    @Test
    void aPausedRunLearnsNothingKeepsWhatIsAskedForAndGoesOnAsIfNothingHadBeen() throws Exception {
        Dataset dataset = Drawings.dataset(pictures(), 9, 2, 1, "a", "b");
        trainer(pretend(), 2, TrainerTest::never).start(job("whole", config(2, 4), dataset));
        events.clear();
        TrainingControl control = new TrainingControl(() -> false);
        control.ask(new RunRequest.Pause());
        BlockingQueue<TrainingEvent> heard = new LinkedBlockingQueue<>();
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<TrainingEvent.Finished> end = thread.submit(
                    () -> trainer(pretend(), control, heard::add).start(job("run", config(2, 4), dataset)));
            next(heard, TrainingEvent.Controlled.class);
            control.ask(new RunRequest.SaveCheckpoint());
            next(heard, TrainingEvent.CheckpointSaved.class);
            assertThat(heard).isEmpty();
            assertThat(count(TrainingEvent.BatchDone.class)).isZero();
            control.ask(new RunRequest.GoOn());
            assertThat(end.get(60, TimeUnit.SECONDS).outcome()).isEqualTo(TrainingEvent.Outcome.COMPLETED);
        } finally {
            control.ask(new RunRequest.Stop());
            thread.shutdown();
        }
        assertThat(bits(last("run").weights())).isDeepEqualTo(bits(last("whole").weights()));
    }

    @Test
    void howLongARunIsCanBeChangedWhileItIsTrainedAndAResumeRepeatsIt() throws Exception {
        Dataset dataset = Drawings.dataset(pictures(), 9, 2, 1, "a", "b");
        TrainingControl[] control = new TrainingControl[1];
        control[0] = atBatch(7, () -> control[0].ask(new RunRequest.Epochs(4)));
        TrainingEvent.Finished longer =
                trainer(pretend(), control[0], event -> {}).start(job("longer", config(3, 4), dataset));
        assertThat(longer.epochs()).isEqualTo(4);
        List<Double> rates = rates();
        events.clear();
        control[0] = atBatch(7, () -> control[0].ask(new RunRequest.Epochs(1)));
        TrainingEvent.Finished shorter =
                trainer(pretend(), control[0], event -> {}).start(job("shorter", config(3, 4), dataset));
        assertThat(shorter.epochs()).isEqualTo(2);
        assertThat(shorter.outcome()).isEqualTo(TrainingEvent.Outcome.COMPLETED);
        events.clear();

        TrainingControl toChange = atBatch(7, () -> control[0].ask(new RunRequest.Epochs(4)));
        BooleanSupplier first = afterBatches(8);
        control[0] = new TrainingControl(() -> toChange.stopRequested() || first.getAsBoolean());
        trainer(pretend(), control[0], event -> {}).start(job("parts", config(3, 4), dataset));
        RunFolder parts = RunFolder.open(folder.resolve("parts"));
        trainer(pretend(), 2, TrainerTest::never).resume(parts, Set::of);

        assertThat(events.stream()
                        .filter(TrainingEvent.Started.class::isInstance)
                        .map(event -> ((TrainingEvent.Started) event).epochs()))
                .containsExactly(3, 4);
        assertThat(rates()).isEqualTo(rates);
        assertThat(bits(last("parts").weights()))
                .isDeepEqualTo(bits(last("longer").weights()));
        assertThatThrownBy(() -> trainer(pretend(), 2, TrainerTest::never).resume(parts, Set::of))
                .hasMessageContaining("all of its 4 epochs");
    }

    @Test
    void patienceCanBeChangedWhileARunIsTrained() throws Exception {
        Dataset dataset = Drawings.dataset(pictures(), 8, 0, 1, "a", "b");
        TrainingControl control = new TrainingControl(() -> false);
        control.ask(new RunRequest.Patience(3));

        TrainingEvent.Finished end =
                trainer(new PretendEngine(step -> 1), control, event -> {}).start(job("run", config(9, 16), dataset));

        assertThat(end.endedEarly()).isTrue();
        assertThat(end.epochs()).isEqualTo(4);
    }

    /** While the rate still rises, it is set for good, and never above what was asked for. */
    @Test
    void aLearningRateThatIsSetEndsTheWarmUp() throws Exception {
        Dataset dataset = Drawings.dataset(pictures(), 9, 2, 1, "a", "b");
        TrainingControl control = new TrainingControl(() -> false);
        control.ask(new RunRequest.LearningRate(0.25));

        trainer(pretend(), control, event -> {}).start(job("run", config(3, 4), dataset));

        assertThat(rates()).hasSize(3).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(rates().get(0)).isEqualTo(0.25, within(1e-12));
    }

    @Test
    void whatIsAskedForTogetherWithAStopIsKept() throws Exception {
        Dataset dataset = Drawings.dataset(pictures(), 9, 2, 1, "a", "b");
        TrainingControl[] control = new TrainingControl[1];
        control[0] = atBatch(3, () -> {
            control[0].ask(new RunRequest.LearningRate(0.25));
            control[0].ask(new RunRequest.Stop());
        });

        trainer(pretend(), control[0], event -> {}).start(job("run", config(2, 4), dataset));
        assertThat(count(TrainingEvent.EpochDone.class)).isZero();
        trainer(pretend(), 2, TrainerTest::never).resume(RunFolder.open(folder.resolve("run")), Set::of);

        assertThat(rates().get(0)).isEqualTo(0.25, within(1e-12));
    }

    @Test
    void aPausedRunCanBeStopped() throws Exception {
        Dataset dataset = Drawings.dataset(pictures(), 9, 2, 1, "a", "b");
        TrainingControl control = new TrainingControl(() -> false);
        control.ask(new RunRequest.Pause());

        TrainingEvent.Finished finished = trainer(pretend(), control, event -> {
                    if (event instanceof TrainingEvent.Controlled) {
                        control.ask(new RunRequest.Stop());
                    }
                })
                .start(job("run", config(2, 4), dataset));

        assertThat(finished.outcome()).isEqualTo(TrainingEvent.Outcome.STOPPED);
        assertThat(count(TrainingEvent.BatchDone.class)).isZero();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, 10.5, Double.NaN, Double.POSITIVE_INFINITY})
    void aLearningRateOutOfBoundsIsRefused(double rate) {
        assertThatThrownBy(() -> new RunRequest.LearningRate(rate))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("The learning rate must be above 0 and at most 10, not " + rate + ".");
    }

    private static <E extends TrainingEvent> void next(BlockingQueue<TrainingEvent> heard, Class<E> kind)
            throws InterruptedException {
        TrainingEvent event;
        do {
            event = heard.poll(60, TimeUnit.SECONDS);
            assertThat(event).as("an event of %s", kind).isNotNull();
        } while (!kind.isInstance(event));
    }

    private static void copyRun(Path run, Path copy) {
        try (Stream<Path> files = Files.walk(run)) {
            for (Path file : files.toList()) {
                Path target = copy.resolve(run.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else if (!file.getFileName().toString().equals("process.json")) {
                    Files.copy(file, target);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Double> rates() {
        return events.stream()
                .filter(TrainingEvent.EpochDone.class::isInstance)
                .map(event -> ((TrainingEvent.EpochDone) event).learningRate())
                .toList();
    }

    /** Does something once that many batches are done: after the start, the control is asked once before every batch. */
    private TrainingControl atBatch(int batches, Runnable action) {
        BooleanSupplier reached = afterBatches(batches);
        boolean[] done = {false};
        return new TrainingControl(() -> {
            if (reached.getAsBoolean() && !done[0]) {
                done[0] = true;
                action.run();
            }
            return false;
        });
    }

    /** Asks to stop once that many batches are done: after the start, it is asked before every batch. */
    private BooleanSupplier afterBatches(int batches) {
        int[] asked = {0};
        int before = count(TrainingEvent.Started.class);
        return () -> count(TrainingEvent.Started.class) > before && asked[0]++ >= batches;
    }

    private int count(Class<? extends TrainingEvent> kind) {
        return (int) events.stream().filter(kind::isInstance).count();
    }

    private Trainer trainer(Engine engine, TrainingControl control, Consumer<TrainingEvent> next) {
        return trainer(engine, 2, control, event -> {
            events.add(event);
            next.accept(event);
        });
    }

    private Trainer trainer(Engine engine, int threads, BooleanSupplier stop) {
        return trainer(engine, threads, new TrainingControl(stop), events::add);
    }

    private Trainer trainer(Engine engine, int threads, TrainingControl control, Consumer<TrainingEvent> listener) {
        return new Trainer(
                engine,
                (graph, weights, run, file) -> Files.writeString(file, "model"),
                new Trainer.Resources(
                        folder.resolve("cache"),
                        KnownContents.NONE,
                        new Trainer.Threads(threads, threads, 1),
                        Map.of("studio", "test")),
                listener,
                control);
    }

    private TrainingJob job(String name, TrainingConfig config, Dataset dataset) {
        return new TrainingJob(
                folder.resolve(name),
                TestJobs.of(Variants.spec("resnet20", 8, dataset.classes().size()), config),
                dataset,
                Optional.empty());
    }

    private static TrainingConfig config(int epochs, int batchSize) {
        return config(epochs, batchSize, EarlyStopping.NEVER, Keeping.USUAL);
    }

    private static TrainingConfig config(int epochs, int batchSize, Keeping keeping) {
        return config(epochs, batchSize, EarlyStopping.NEVER, keeping);
    }

    private static TrainingConfig config(int epochs, int batchSize, EarlyStopping earlyStopping) {
        return config(epochs, batchSize, earlyStopping, Keeping.USUAL);
    }

    private static TrainingConfig config(int epochs, int batchSize, EarlyStopping earlyStopping, Keeping keeping) {
        return new TrainingConfig(
                epochs,
                batchSize,
                new OptimizerSettings(OptimizerSettings.Kind.SGD, 0.9, 5e-4),
                new Schedule(Schedule.Kind.COSINE, 0.05, 1),
                new TrainingConfig.Preparation(
                        Augmentations.parse("flip,crop", 8), NormalizationKind.DATASET, ResizeMode.SQUASH),
                Transfer.NONE,
                Recipe.PLAIN,
                earlyStopping,
                keeping,
                7);
    }

    private Checkpoint last(String name) throws Exception {
        return RunFolder.open(folder.resolve(name)).checkpoints().read(Checkpoints.Kind.LAST);
    }

    private List<String> warnings() {
        return events.stream()
                .filter(TrainingEvent.Warning.class::isInstance)
                .map(e -> ((TrainingEvent.Warning) e).message().english())
                .toList();
    }

    private static int[][] bits(Weights weights) {
        return weights.tensors().values().stream()
                .map(Tensor::values)
                .map(values -> {
                    int[] bits = new int[values.length];
                    for (int i = 0; i < bits.length; i++) {
                        bits[i] = Float.floatToRawIntBits(values[i]);
                    }
                    return bits;
                })
                .toArray(int[][]::new);
    }

    @Test
    void picturesThatCannotBeReadAreCountedAndAllAreListedInTheRun() throws Exception {
        Dataset dataset = Drawings.dataset(pictures(), 40, 4, 0, "a", "b");
        List<Sample> lost = dataset.samples().subList(0, 30);
        for (Sample sample : lost) {
            Files.delete(sample.file());
        }

        trainer(pretend(), 1, TrainerTest::never).start(job("run", config(1, 4), dataset));

        List<TrainingEvent.Warning> told = events.stream()
                .filter(TrainingEvent.Warning.class::isInstance)
                .map(TrainingEvent.Warning.class::cast)
                .filter(warning -> warning.topic() == TrainingEvent.Warning.Topic.PICTURES)
                .toList();
        assertThat(told).hasSize(21);
        assertThat(told).last().satisfies(rest -> {
            assertThat(rest.count()).isEqualTo(10);
            assertThat(rest.message().english())
                    .startsWith("10 more pictures could not be read")
                    .contains("unreadable.csv");
        });
        assertThat(Files.readAllLines(folder.resolve("run/unreadable.csv")))
                .hasSize(31)
                .startsWith("file,reason")
                .anyMatch(line -> line.startsWith(lost.get(29).file().toString()));
    }

    @Test
    void aRunThatCannotBeginLeavesNoFolder() throws Exception {
        Dataset dataset = Drawings.dataset(pictures(), 2, 1, 0, "a", "b");
        for (Sample sample : dataset.samples()) {
            Files.writeString(sample.file(), "not a picture");
        }

        assertThatThrownBy(() -> trainer(pretend(), 1, TrainerTest::never).start(job("run", config(1, 4), dataset)))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("no readable training picture");
        assertThat(folder.resolve("run")).doesNotExist();
    }

    @Test
    void aRunThatWasCutOffBeforeItsFirstCheckpointBeginsAgain() throws Exception {
        Dataset dataset = Drawings.dataset(pictures(), 4, 1, 0, "a", "b");
        trainer(pretend(), 1, TrainerTest::never).start(job("whole", config(2, 4), dataset));
        trainer(pretend(), 1, afterBatches(0)).start(job("run", config(2, 4), dataset));
        RunFolder run = RunFolder.open(folder.resolve("run"));
        assertThat(run.checkpoints().isEmpty()).isTrue();

        TrainingEvent.Finished finished =
                trainer(pretend(), 1, TrainerTest::never).resume(run, Set::of);

        assertThat(finished.outcome()).isEqualTo(TrainingEvent.Outcome.COMPLETED);
        assertThat(run.checkpoints().folder(Checkpoints.Kind.LAST).resolve("weights.safetensors"))
                .hasSameBinaryContentAs(RunFolder.open(folder.resolve("whole"))
                        .checkpoints()
                        .folder(Checkpoints.Kind.LAST)
                        .resolve("weights.safetensors"));
    }
}
