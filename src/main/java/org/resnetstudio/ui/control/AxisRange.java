package org.resnetstudio.ui.control;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How far an axis goes up, so that a few values far above all others do not flatten the rest. Falling curves are dense at the top,
 * so a gap among the greatest tenth of the values tells those few; a curve that rises step by step has no gap and is shown whole.
 */
final class AxisRange {
    /** A value of more than so many times the next smaller one lies apart. */
    private static final double GAP = 3;
    /** At most this share of the values may be left above the axis. */
    private static final double FEW = 0.1;

    private AxisRange() {}

    /**
     * The greatest value that is to be on the axis, if some are not.
     *
     * @param curves whose values are 0 or more
     */
    static OptionalDouble top(List<Curve> curves) {
        double[] sorted = curves.stream()
                .flatMapToDouble(curve -> Arrays.stream(curve.y()))
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        int few = (int) Math.max(1, sorted.length * FEW);
        for (int i = Math.max(1, sorted.length - few); i < sorted.length; i++) {
            if (sorted.length > 2 && sorted[i - 1] > 0 && sorted[i] > GAP * sorted[i - 1]) {
                return OptionalDouble.of(sorted[i - 1]);
            }
        }
        return OptionalDouble.empty();
    }

    /** The greatest value of all. */
    static double greatest(List<Curve> curves) {
        return curves.stream()
                .flatMapToDouble(curve -> Arrays.stream(curve.y()))
                .filter(Double::isFinite)
                .max()
                .orElse(0);
    }
}
