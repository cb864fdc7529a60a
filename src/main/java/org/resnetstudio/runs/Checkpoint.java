package org.resnetstudio.runs;

import java.util.Optional;
import org.resnetstudio.weights.Weights;

/**
 * Everything that a run needs to go on bit for bit. The order of the pictures and their augmentation follow from the seed, the
 * epoch and the picture, so that no state of a random generator belongs to it.
 *
 * @param position how far the run has come
 * @param weights that are trained
 * @param average of them over the updates, which is what is used; empty where none is kept
 * @param optimizer its state
 */
public record Checkpoint(Position position, Weights weights, Optional<Weights> average, Weights optimizer) {
    /** The weights that are validated and used. */
    public Weights model() {
        return average.orElse(weights);
    }

    /**
     * How far a run has come.
     *
     * @param epoch number of finished epochs
     * @param batch number of finished batches of the epoch after those; above 0 only where somebody stopped in mid-epoch
     * @param partial sums over the unfinished epoch's batches
     * @param best of the finished epochs
     * @param improvement how long nothing was learned
     * @param plateau what the losses say of the learning rate
     * @param changes of the run's settings up to here
     */
    public record Position(
            int epoch,
            int batch,
            Partial partial,
            BestSoFar best,
            Improvement improvement,
            Plateau plateau,
            Changes changes) {
        /** Before the first batch. */
        public static final Position START =
                new Position(0, 0, Partial.NOTHING, BestSoFar.NONE, Improvement.NONE, Plateau.NONE, Changes.NONE);

        /** One batch further. */
        public Position afterBatch(Partial sums) {
            return new Position(epoch, batch + 1, sums, best, improvement, plateau, changes);
        }

        /** At the beginning of the next epoch. */
        public Position afterEpoch(BestSoFar bestNow, Improvement improvementNow, Plateau plateauNow) {
            return new Position(epoch + 1, 0, Partial.NOTHING, bestNow, improvementNow, plateauNow, changes);
        }

        /** At the same place with other changes from here on. */
        public Position with(Changes others) {
            return new Position(epoch, batch, partial, best, improvement, plateau, others);
        }
    }

    /**
     * Sums over the batches of an epoch.
     *
     * @param samples number of pictures
     * @param loss sum over them
     * @param correct number of right predictions
     */
    public record Partial(int samples, double loss, int correct) {
        /** No batch yet. */
        public static final Partial NOTHING = new Partial(0, 0, 0);

        /** With one more batch. */
        public Partial plus(int batchSamples, double batchLoss, int batchCorrect) {
            return new Partial(samples + batchSamples, loss + batchLoss * batchSamples, correct + batchCorrect);
        }

        /** Mean loss; NaN without samples. */
        public double meanLoss() {
            return loss / samples;
        }

        /** Share of right predictions; NaN without samples. */
        public double accuracy() {
            return (double) correct / samples;
        }
    }
}
