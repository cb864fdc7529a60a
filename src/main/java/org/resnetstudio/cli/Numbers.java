package org.resnetstudio.cli;

import java.util.Locale;
import java.util.OptionalDouble;
import picocli.CommandLine.TypeConversionException;

/** Reads numbers of the command line, and says of others in plain words what is wrong; and writes those that its tables show. */
final class Numbers {
    private Numbers() {}

    static int whole(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw notWhole(text, Integer.MAX_VALUE);
        }
    }

    static long wholeLong(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw notWhole(text, Long.MAX_VALUE);
        }
    }

    static double decimal(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'" + text + "' is not a number: give one such as 0.05");
        }
    }

    /** A share from 0 to 1 as a table shows it; a dash for one that does not exist. */
    static String percent(OptionalDouble share) {
        return percent(share.orElse(Double.NaN));
    }

    /** As {@link #percent(OptionalDouble)}, of a share that is NaN where it does not exist. */
    static String percent(double share) {
        return Double.isNaN(share) ? "–" : String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    /** A loss as a table shows it; a dash for NaN. */
    static String loss(double value) {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.4f", value);
    }

    private static TypeConversionException notWhole(String text, long largest) {
        return new TypeConversionException(
                text.strip().matches("[+-]?\\d+")
                        ? "'" + text + "' is beyond what fits, which ends at " + largest
                        : "'" + text + "' is not a whole number: give one such as 10");
    }
}
