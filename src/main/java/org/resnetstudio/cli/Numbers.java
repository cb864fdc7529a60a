package org.resnetstudio.cli;

import picocli.CommandLine.TypeConversionException;

/** Reads numbers of the command line, and says of others in plain words what is wrong. */
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

    private static TypeConversionException notWhole(String text, long largest) {
        return new TypeConversionException(
                text.strip().matches("[+-]?\\d+")
                        ? "'" + text + "' is beyond what fits, which ends at " + largest
                        : "'" + text + "' is not a whole number: give one such as 10");
    }
}
