package org.resnetstudio.job;

import org.resnetstudio.problem.InvalidValueException;
import org.resnetstudio.problem.Sentence;

/**
 * Which checkpoints a run writes beside the last one of each epoch and the best one. What is trained does not depend on it.
 *
 * @param minutes between two inside an epoch, above 0 to {@link #MOST_MINUTES}; 0 for none there
 * @param everyEpochs that are kept for good, such as every 10th, 1 to {@link TrainingConfig#MOST_EPOCHS}; 0 for none
 */
public record Keeping(double minutes, int everyEpochs) {
    /** Between two checkpoints inside an epoch: a day. */
    public static final int MOST_MINUTES = 1440;
    /** Ten minutes of work are lost at most, and no epoch is kept for good. */
    public static final Keeping USUAL = new Keeping(10, 0);

    public Keeping {
        if (!(minutes >= 0 && minutes <= MOST_MINUTES)) {
            throw new InvalidValueException(Sentence.of("problem.job.keeping-minutes", MOST_MINUTES, minutes));
        }
        if (everyEpochs < 0 || everyEpochs > TrainingConfig.MOST_EPOCHS) {
            throw new InvalidValueException(
                    Sentence.of("problem.job.keeping-epochs", TrainingConfig.MOST_EPOCHS, everyEpochs));
        }
    }

    /** Whether the checkpoint behind this epoch is kept for good. */
    public boolean keeps(int epoch) {
        return everyEpochs > 0 && epoch % everyEpochs == 0;
    }
}
