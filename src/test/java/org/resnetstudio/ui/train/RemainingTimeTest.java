package org.resnetstudio.ui.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.resnetstudio.evaluation.ConfusionMatrix;
import org.resnetstudio.runs.TrainingEvent;

class RemainingTimeTest {
    private static final int BATCHES = 100;

    private long millis = Events.START;

    private TrainingEvent.Started started(int epochs, int firstEpoch, int validation) {
        return new TrainingEvent.Started(
                millis, "resnet20", List.of("a", "b"), 3200, validation, epochs, BATCHES, firstEpoch, "test", "CPU", 1);
    }

    private TrainingEvent.BatchDone batch(int epoch, int batch, double secondsLater) {
        millis += Math.round(1000 * secondsLater);
        return new TrainingEvent.BatchDone(millis, epoch, batch, 1, 0.5, 0.1, 32);
    }

    private TrainingEvent.EpochDone epoch(int epoch, double secondsLater) {
        millis += Math.round(1000 * secondsLater);
        return new TrainingEvent.EpochDone(millis, epoch, 1, 0.5, 1, 0.5, 0.1, 32, new ConfusionMatrix(2));
    }

    @Test
    void theFirstBatchDoesNotCountBecauseItIsTheSlowestOne() {
        RemainingTime time = new RemainingTime(started(1, 1, 0));
        time.add(batch(1, 1, 30));
        assertThat(time.seconds()).isEmpty();
        for (int b = 2; b <= 10; b++) {
            time.add(batch(1, b, 0.5));
        }

        assertThat(time.seconds().orElseThrow()).isCloseTo(45, within(1e-9));
    }

    @Test
    void batchesBeforeAResumeInMidEpochDoNotCount() {
        RemainingTime time = new RemainingTime(started(3, 2, 0));
        for (int b = 81; b <= 90; b++) {
            time.add(batch(2, b, 2));
        }

        assertThat(time.seconds().orElseThrow()).isCloseTo(2 * 110, within(1e-9));
    }

    @Test
    void validationCountsAsItIsMeasuredAndIsEstimatedBefore() {
        RemainingTime time = new RemainingTime(started(4, 1, 960));
        for (int b = 1; b <= BATCHES; b++) {
            time.add(batch(1, b, 1));
        }
        // 300 batches in 300 seconds, and four validations of about a third of 30 batches
        assertThat(time.seconds().orElseThrow()).isCloseTo(300 + 4 * 10, within(1e-6));

        time.add(epoch(1, 25));
        time.add(batch(2, 1, 1));
        assertThat(time.seconds().orElseThrow()).isCloseTo(299 + 3 * 25, within(1e-6));
    }

    @Test
    void anUnsteadyMachineGivesASteadyNumber() {
        Random random = new Random(5);
        RemainingTime time = new RemainingTime(started(20, 1, 0));
        double before = Double.NaN;
        for (int epoch = 1; epoch <= 10; epoch++) {
            for (int b = 1; b <= BATCHES; b++) {
                time.add(batch(epoch, b, random.nextInt(10) == 0 ? 3 : 0.5 + random.nextDouble()));
                if (b == 50 || b == 80) {
                    double now = time.seconds().orElseThrow();
                    double truth = (20 - epoch + 1) * 120.0 - b * 1.2;
                    assertThat(now).as("epoch %d, batch %d, seed 5", epoch, b).isCloseTo(truth, within(0.25 * truth));
                    assertThat(Double.isNaN(before) ? 1 : now / before).isBetween(0.7, 1.4);
                    before = now;
                }
            }
        }
    }

    @Test
    void aMachineThatGetsSlowerIsSeenWithinMinutes() {
        RemainingTime time = new RemainingTime(started(10, 1, 0));
        for (int b = 1; b <= BATCHES; b++) {
            time.add(batch(1, b, 1));
        }
        for (int b = 1; b <= 60; b++) {
            time.add(batch(2, b, 4));
        }

        assertThat(time.seconds().orElseThrow()).isCloseTo(840 * 4, within(200.0));
    }
}
