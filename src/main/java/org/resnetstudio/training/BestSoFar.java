package org.resnetstudio.training;

/**
 * The best epoch up to now: the highest validation accuracy, and among equals the lowest validation loss. Without validation
 * samples the accuracy is NaN and the training loss decides.
 *
 * @param epoch 1-based; 0 before the first epoch
 * @param accuracy on the validation samples, 0 to 1, or NaN
 * @param loss on the validation samples, or the training loss without any
 */
public record BestSoFar(int epoch, double accuracy, double loss) {
    /** Before the first epoch: everything is better. */
    public static final BestSoFar NONE = new BestSoFar(0, Double.NaN, Double.POSITIVE_INFINITY);

    /** Whether an epoch with these figures is better. */
    public boolean isBeatenBy(double otherAccuracy, double otherLoss) {
        if (epoch == 0 || Double.isNaN(accuracy) || Double.isNaN(otherAccuracy)) {
            return epoch == 0 || otherLoss < loss;
        }
        return otherAccuracy > accuracy || (otherAccuracy == accuracy && otherLoss < loss);
    }
}
