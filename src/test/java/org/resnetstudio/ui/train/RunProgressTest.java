package org.resnetstudio.ui.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.runs.TrainingEvent;
import org.resnetstudio.training.TestEngines;
import org.resnetstudio.ui.ScreenFixture;
import org.resnetstudio.ui.train.RunSnapshot.Phase;

class RunProgressTest {
    private final RunProgress progress = new RunProgress();

    private void oneEpoch(int epoch, double accuracy) {
        for (int b = 1; b <= 4; b++) {
            progress.accept(Events.batch(epoch, b, 2.0 / (epoch + b)));
        }
        progress.accept(Events.epoch(epoch, accuracy));
    }

    @Test
    void theHeadlineSaysThatEnginesAreMeasuredFirst() {
        progress.accept(new TrainingEvent.Measuring(Events.START, TestEngines.DL4J));
        RunSnapshot now = progress.snapshot();

        assertThat(RunTexts.headline(now, ScreenFixture.MESSAGES))
                .isEqualTo("Measuring which engine is faster here; this is done once");
        assertThat(now.phase().running()).isTrue();
        assertThat(now.progress()).as("how long it takes is not known").isNegative();
        progress.stopping();
        progress.accept(new TrainingEvent.Measuring(Events.START, TestEngines.PYTORCH));
        assertThat(progress.snapshot().phase()).isEqualTo(Phase.STOPPING);
    }

    @Test
    void eventsBecomePositionCurvesMatrixAndBestEpoch() {
        progress.accept(new TrainingEvent.Preparing(Events.START, 5, 20));
        assertThat(progress.snapshot().phase()).isEqualTo(Phase.PREPARING);
        assertThat(progress.snapshot().progress()).isEqualTo(0.25);

        progress.accept(Events.started(5, 1));
        oneEpoch(1, 0.5);
        oneEpoch(2, 0.75);
        oneEpoch(3, 0.6);
        progress.accept(Events.batch(4, 2, 0.3));
        RunSnapshot now = progress.snapshot();

        assertThat(now.phase()).isEqualTo(Phase.TRAINING);
        assertThat(now.position().epoch()).isEqualTo(4);
        assertThat(now.progress()).isEqualTo(14 / 20.0);
        assertThat(now.best())
                .isEqualTo(
                        new RunSnapshot.Best(2, OptionalDouble.of(0.75), OptionalDouble.of((1 + 2 / 3.0) / 2), false));
        assertThat(now.curves().validationAccuracy().x()).containsExactly(1, 2, 3);
        assertThat(now.curves().validationAccuracy().y()).containsExactly(0.5, 0.75, 0.6);
        assertThat(now.curves().batches().x()).hasSize(13).startsWith(0.25, 0.5).endsWith(3.5);
        assertThat(now.matrix().orElseThrow().count(1, 0)).isEqualTo(1);
        assertThat(now.matrix().orElseThrow().count(1, 1)).isEqualTo(3);
    }

    @Test
    void remainingTimeFollowsThePaceSinceTheStart() {
        progress.accept(Events.started(5, 1));
        oneEpoch(1, 0.5);
        progress.accept(Events.batch(2, 2, 1));

        // 6 of 20 batches in 6 seconds.
        assertThat(progress.snapshot().position().remainingSeconds()).hasValue(14);
    }

    /** As the trainer decides which epoch it keeps: among equals the one of the lowest loss, which is what the model is. */
    @Test
    void theBestEpochIsTheOneThatTheTrainerKeeps() {
        progress.accept(Events.started(5, 1));
        double[] losses = {0.9, 0.4, 0.6};
        for (int epoch = 1; epoch <= 3; epoch++) {
            progress.accept(epochDone(epoch, 0.75, losses[epoch - 1]));
        }

        RunSnapshot.Best best = progress.snapshot().best();
        assertThat(best.epoch()).isEqualTo(2);
        assertThat(best.accuracy()).hasValue(0.75);
        assertThat(best.saved()).isFalse();
    }

    @Test
    void withoutValidationTheTrainingLossDecidesAndTheModelIsThere() {
        progress.accept(Events.started(5, 1));
        progress.accept(epochDone(1, Double.NaN, Double.NaN));
        progress.accept(Events.saved(1));

        RunSnapshot.Best best = progress.snapshot().best();
        assertThat(best.epoch()).isEqualTo(1);
        assertThat(best.accuracy()).isEmpty();
        assertThat(best.saved()).isTrue();
        assertThat(RunTexts.facts(progress.snapshot(), ScreenFixture.MESSAGES)).doesNotContain("epoch 1");
    }

    @Test
    void epochsThatAreTrainedAgainNoLongerCountAsBest() {
        progress.accept(Events.started(5, 1));
        oneEpoch(1, 0.5);
        oneEpoch(2, 0.9);
        progress.accept(Events.started(5, 2));
        oneEpoch(2, 0.6);

        assertThat(progress.snapshot().best().accuracy()).hasValue(0.6);
    }

    @Test
    void aTrainerThatSaysNothingForLongMayHang() {
        progress.accept(Events.started(4, 1));
        oneEpoch(1, 0.5);
        long last = Events.START;
        progress.look(last);
        long version = progress.version();
        progress.look(last + RunProgress.LEAST_SILENCE_MILLIS);
        assertThat(progress.snapshot().position().silent()).isFalse();
        assertThat(progress.version()).isEqualTo(version);

        progress.look(last + 10 * RunProgress.LEAST_SILENCE_MILLIS);
        assertThat(progress.snapshot().position().silent()).isTrue();
        assertThat(progress.version()).isGreaterThan(version);
        assertThat(RunTexts.headline(progress.snapshot(), ScreenFixture.MESSAGES))
                .startsWith("Epoch 1 of 4, batch 4 of 4. The trainer has said nothing for long");

        progress.accept(Events.batch(2, 1, 0.3));
        progress.look(last + 10 * RunProgress.LEAST_SILENCE_MILLIS + 1);
        assertThat(progress.snapshot().position().silent()).isFalse();
        progress.accept(new TrainingEvent.Controlled(
                Events.START, 2, 1, TrainingEvent.Controlled.Action.PAUSED, OptionalDouble.empty()));
        progress.look(last + 1000 * RunProgress.LEAST_SILENCE_MILLIS);
        assertThat(progress.snapshot().position().silent()).as("paused").isFalse();
        progress.accept(new TrainingEvent.Controlled(
                Events.START, 2, 1, TrainingEvent.Controlled.Action.CONTINUED, OptionalDouble.empty()));
        progress.look(last + 1000 * RunProgress.LEAST_SILENCE_MILLIS + 1);
        progress.look(last + 1100 * RunProgress.LEAST_SILENCE_MILLIS);
        assertThat(progress.snapshot().position().silent())
                .as("after a long pause")
                .isTrue();
    }

    /** What it said yesterday, before it was stopped, is no sign of today. */
    @Test
    void aResumedRunIsNotSilentAtOnce() {
        progress.accept(Events.started(4, 1));
        oneEpoch(1, 0.5);
        progress.look(Events.START + 1000 * RunProgress.LEAST_SILENCE_MILLIS);

        assertThat(progress.snapshot().position().silent()).isFalse();
    }

    /** Validation of many pictures takes long in every epoch. */
    @Test
    void howLongItMayBeSilentFollowsFromHowLongItWas() {
        progress.accept(Events.started(4, 1));
        TrainingEvent.BatchDone like = Events.batch(1, 1, 0.3);
        long at = like.timeMillis();
        for (long silence : new long[] {0, 500_000, 1000}) {
            at += silence;
            progress.accept(new TrainingEvent.BatchDone(at, 1, 1, 0.3, 0.5, 0.1, 100));
            progress.look(at);
        }
        progress.look(at + 2_000_000);
        assertThat(progress.snapshot().position().silent()).isFalse();
        progress.look(at + 3_000_000);
        assertThat(progress.snapshot().position().silent()).isTrue();
    }

    @Test
    void aRunThatWasMadeLongerIsLessFarAlong() {
        progress.accept(Events.started(4, 1));
        oneEpoch(1, 0.5);
        assertThat(progress.snapshot().progress()).isEqualTo(0.25);

        progress.accept(new TrainingEvent.Controlled(
                Events.START, 2, 0, TrainingEvent.Controlled.Action.EPOCHS, OptionalDouble.of(10)));

        assertThat(progress.snapshot().progress()).isEqualTo(0.1);
        assertThat(RunTexts.headline(progress.snapshot(), ScreenFixture.MESSAGES))
                .startsWith("Epoch 1 of 10");
    }

    private static TrainingEvent.EpochDone epochDone(int epoch, double accuracy, double loss) {
        TrainingEvent.EpochDone like = Events.epoch(epoch, accuracy);
        return new TrainingEvent.EpochDone(
                like.timeMillis(), epoch, 1, accuracy, loss, accuracy, 0.1, 120, like.confusionMatrix());
    }

    @Test
    void aResumedRunReplacesWhatItRepeats() {
        progress.accept(Events.started(5, 1));
        oneEpoch(1, 0.5);
        oneEpoch(2, 0.6);
        progress.accept(Events.batch(3, 1, 9));
        progress.fail(Sentence.inWords("The trainer was killed."));
        progress.accept(Events.started(5, 3));
        progress.accept(Events.batch(3, 1, 0.4));
        RunSnapshot now = progress.snapshot();

        assertThat(now.phase()).isEqualTo(Phase.TRAINING);
        assertThat(now.end().failure()).isEqualTo(Sentence.EMPTY);
        assertThat(now.curves().batches().y()).hasSize(9).doesNotContain(9).endsWith(0.4);
        assertThat(now.curves().trainLoss().x()).containsExactly(1, 2);
    }

    @Test
    void aTrainerThatGoesWithoutAWordIsAFailureWithItsSentence() {
        progress.accept(Events.started(5, 1));
        oneEpoch(1, 0.5);
        progress.exited(
                Optional.of(Sentence.inWords("The trainer was killed: resume the run from its last checkpoint.")));

        RunSnapshot now = progress.snapshot();
        assertThat(now.phase()).isEqualTo(Phase.FAILED);
        assertThat(RunTexts.headline(now, ScreenFixture.MESSAGES)).contains("resume");
    }

    @Test
    void theEndIsToldInOneSentenceWithTheBestAccuracy() {
        progress.accept(Events.started(2, 1));
        oneEpoch(1, 0.5);
        oneEpoch(2, 0.75);
        progress.accept(Events.finished(TrainingEvent.Outcome.COMPLETED, 2));
        progress.exited(Optional.empty());

        assertThat(RunTexts.headline(progress.snapshot(), ScreenFixture.MESSAGES))
                .isEqualTo(
                        "Done: 75.0 % of the validation pictures are right (83.3 % averaged over the classes), best in epoch 2 of 2."
                                + " On the test pictures it is 70.0 %.");
    }

    @Test
    void stoppingStaysVisibleUntilTheTrainerHasStopped() {
        progress.accept(Events.started(2, 1));
        progress.stopping();
        progress.accept(Events.batch(1, 1, 1));
        assertThat(progress.snapshot().phase()).isEqualTo(Phase.STOPPING);

        progress.accept(Events.finished(TrainingEvent.Outcome.STOPPED, 0));
        assertThat(progress.snapshot().phase()).isEqualTo(Phase.STOPPED);
    }

    @Test
    void warningsAreKeptOnceEachAndDivergenceLeavesNoPoint() {
        progress.accept(Events.started(2, 1));
        progress.accept(new TrainingEvent.Warning(Events.START, Sentence.inWords("The loss is not a number.")));
        progress.accept(new TrainingEvent.Warning(Events.START, Sentence.inWords("The loss is not a number.")));
        progress.accept(Events.batch(1, 1, Double.NaN));

        assertThat(progress.snapshot().warnings().sentences())
                .containsExactly(Sentence.inWords("The loss is not a number."));
        assertThat(progress.snapshot().curves().batches().x()).isEmpty();
    }

    @Test
    void theVersionChangesWithEveryEvent() {
        long before = progress.version();
        progress.accept(Events.started(2, 1));
        assertThat(progress.version()).isNotEqualTo(before);
    }
}
