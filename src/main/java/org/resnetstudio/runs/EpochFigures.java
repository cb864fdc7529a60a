package org.resnetstudio.runs;

import java.util.OptionalDouble;

/**
 * What is compared of an epoch: a {@link TrainingEvent.EpochDone} without its confusion matrix.
 *
 * @param epoch 1-based
 * @param trainLoss mean over the epoch's pictures
 * @param trainAccuracy 0 to 1
 * @param validationLoss mean over the validation samples; NaN without any
 * @param validationAccuracy 0 to 1; NaN without validation samples
 * @param meanRecall on the validation samples, each class counting the same, 0 to 1; empty without any
 */
public record EpochFigures(
        int epoch,
        double trainLoss,
        double trainAccuracy,
        double validationLoss,
        double validationAccuracy,
        OptionalDouble meanRecall) {
    private boolean validated() {
        return !Double.isNaN(validationLoss);
    }

    /** The loss that counts: on the validation samples, or the training loss without any. */
    double loss() {
        return validated() ? validationLoss : trainLoss;
    }

    /** The accuracy that counts, 0 to 1: on the validation samples, or on the training pictures without any. */
    double accuracy() {
        return validated() ? validationAccuracy : trainAccuracy;
    }

    /** Those of an epoch. */
    public static EpochFigures of(TrainingEvent.EpochDone done) {
        return new EpochFigures(
                done.epoch(),
                done.trainLoss(),
                done.trainAccuracy(),
                done.validationLoss(),
                done.validationAccuracy(),
                done.confusionMatrix().meanRecall());
    }
}
