package org.resnetstudio.ui.train;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.resnetstudio.evaluation.ConfusionMatrix;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.runs.TrainingEvent;

/**
 * A run as the screen shows it, at one moment. Immutable.
 *
 * @param phase where it stands
 * @param started what the trainer said when it began; empty before
 * @param position how far it is
 * @param curves of loss and accuracy
 * @param matrix of the latest epoch, rows actual, columns predicted; empty before the first
 * @param best epoch and accuracy so far
 * @param warnings so far
 * @param end how it ended; empty while it goes on
 */
public record RunSnapshot(
        Phase phase,
        Optional<TrainingEvent.Started> started,
        Position position,
        RunCurves curves,
        Optional<ConfusionMatrix> matrix,
        Best best,
        RunWarnings warnings,
        End end) {
    /** Where a run stands. */
    public enum Phase {
        STARTING,
        MEASURING,
        PREPARING,
        TRAINING,
        PAUSED,
        STOPPING,
        COMPLETED,
        STOPPED,
        FAILED;

        /** Whether a trainer is at work. */
        public boolean running() {
            return this != COMPLETED && this != STOPPED && this != FAILED;
        }
    }

    /**
     * How far a run is.
     *
     * @param epoch 1-based; 0 before the first
     * @param batch 1-based within the epoch; 0 before the first
     * @param prepared pictures that are prepared so far
     * @param toPrepare pictures to prepare in all
     * @param imagesPerSecond of this epoch; 0 when not known
     * @param remainingSeconds estimate; empty when not known
     * @param learningRate of the latest batch; NaN before the first
     * @param patience of early stopping where somebody changed it, in epochs; empty where nobody did
     * @param silent whether the trainer has said nothing for so long that it may hang
     */
    public record Position(
            int epoch,
            int batch,
            int prepared,
            int toPrepare,
            double imagesPerSecond,
            OptionalDouble remainingSeconds,
            double learningRate,
            OptionalInt patience,
            boolean silent) {}

    /**
     * The best epoch, by the trainer's rule.
     *
     * @param epoch 1-based; 0 for none
     * @param accuracy of the validation pictures, 0 to 1; empty for none
     * @param meanRecall of the same pictures, each class counting the same, 0 to 1; empty for none
     * @param saved whether there is a model of it
     */
    public record Best(int epoch, OptionalDouble accuracy, OptionalDouble meanRecall, boolean saved) {}

    /**
     * How a run ended.
     *
     * @param epochs that were finished
     * @param testAccuracy 0 to 1; empty without test pictures
     * @param testMeanRecall 0 to 1; empty without test pictures, and for runs of earlier versions
     * @param failure why it failed; {@link Sentence#EMPTY} unless it did
     */
    public record End(int epochs, OptionalDouble testAccuracy, OptionalDouble testMeanRecall, Sentence failure) {}

    /** Share of the batches that are done, 0 to 1; -1 when not known. */
    public double progress() {
        if (phase == Phase.PREPARING) {
            return position.toPrepare() > 0 ? (double) position.prepared() / position.toPrepare() : -1;
        }
        if (started.isEmpty() || position.epoch() == 0) {
            return phase.running() ? -1 : 0;
        }
        double perEpoch = started.get().batchesPerEpoch();
        return Math.min(
                1,
                (position.epoch() - 1 + position.batch() / perEpoch)
                        / started.get().epochs());
    }
}
