package org.resnetstudio.augmentation;

import java.util.function.IntToDoubleFunction;
import org.resnetstudio.problem.InvalidValueException;
import org.resnetstudio.problem.Sentence;

/**
 * A number that decides how strong an {@link Augmentation} is.
 *
 * @param name in stored jobs, unique in its augmentation
 * @param unit for people: degrees, pixels, a fraction of something; empty for a plain number
 * @param least smallest value
 * @param most largest value
 * @param whole whether only whole numbers make sense
 * @param usual value where nobody gives one, at a training size in pixels
 */
public record Parameter(String name, String unit, double least, double most, boolean whole, IntToDoubleFunction usual) {
    /** A number from 0 up with one usual value. */
    static Parameter upTo(double most, String name, String unit, double usual) {
        return new Parameter(name, unit, 0, most, false, size -> usual);
    }

    /**
     * Refuses what is out of range.
     *
     * @param augmentation whose parameter it is, for the sentence
     */
    double checked(double value, String augmentation) {
        if (!(value >= least && value <= most)) {
            throw new InvalidValueException(
                    Sentence.of("problem.augmentation.out-of-range", augmentation, number(value), range()));
        }
        if (whole && value != Math.rint(value)) {
            throw new InvalidValueException(
                    Sentence.of("problem.augmentation.not-whole", augmentation, unit, number(value), range()));
        }
        return value;
    }

    /** As one types it. */
    static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e9
                ? String.valueOf((long) value)
                : String.valueOf(value);
    }

    Sentence range() {
        return Sentence.of("problem.augmentation.range", number(least), number(most));
    }
}
