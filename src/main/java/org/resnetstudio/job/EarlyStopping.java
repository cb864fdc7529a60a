package org.resnetstudio.job;

import org.resnetstudio.problem.InvalidValueException;
import org.resnetstudio.problem.Sentence;

/**
 * When a run ends before all of its epochs, because it has stopped learning.
 *
 * @param patience epochs without a better value after which it ends, 1 to {@link TrainingConfig#MOST_EPOCHS}; 0 never
 * @param measure the value
 */
public record EarlyStopping(int patience, Measure measure) {
    /** What is watched: on the validation pictures, or on the training pictures where there are none. */
    public enum Measure {
        /** The loss, which is better lower. */
        LOSS,
        /** The share of right answers, which is better higher. */
        ACCURACY
    }

    /** All epochs are trained. */
    public static final EarlyStopping NEVER = new EarlyStopping(0, Measure.LOSS);

    public EarlyStopping {
        requirePatience(patience);
    }

    /**
     * Checks a patience.
     *
     * @throws InvalidValueException unless it is in its range
     */
    public static void requirePatience(int epochs) {
        if (epochs < 0 || epochs > TrainingConfig.MOST_EPOCHS) {
            throw new InvalidValueException(Sentence.of("problem.job.patience", TrainingConfig.MOST_EPOCHS, epochs));
        }
    }
}
