package org.resnetstudio.runs;

import java.util.OptionalDouble;

/**
 * The best epoch up to now: the highest validation accuracy, and among equals the lowest validation loss. Without validation
 * samples the accuracy is NaN and the training loss decides.
 *
 * @param epoch 1-based; 0 before the first epoch
 * @param accuracy on the validation samples, 0 to 1, or NaN
 * @param loss on the validation samples, or the training loss without any
 * @param meanRecall on the validation samples, each class counting the same, 0 to 1; empty without any, and in checkpoints of versions
 *     that did not keep it
 */
public record BestSoFar(int epoch, double accuracy, double loss, OptionalDouble meanRecall) {
    /** Before the first epoch: everything is better. */
    public static final BestSoFar NONE = new BestSoFar(0, Double.NaN, Double.POSITIVE_INFINITY, OptionalDouble.empty());

    /** Best with an epoch behind the present one. */
    public BestSoFar with(EpochFigures epoch) {
        BestSoFar other = new BestSoFar(epoch.epoch(), epoch.validationAccuracy(), epoch.loss(), epoch.meanRecall());
        return isBeatenBy(other.accuracy(), other.loss()) ? other : this;
    }

    /** The accuracy on the validation samples, 0 to 1; empty without any, or before the first epoch. */
    public OptionalDouble validationAccuracy() {
        return Double.isNaN(accuracy) ? OptionalDouble.empty() : OptionalDouble.of(accuracy);
    }

    private boolean isBeatenBy(double otherAccuracy, double otherLoss) {
        if (epoch == 0 || Double.isNaN(accuracy) || Double.isNaN(otherAccuracy)) {
            return epoch == 0 || otherLoss < loss;
        }
        return otherAccuracy > accuracy || (otherAccuracy == accuracy && otherLoss < loss);
    }
}
