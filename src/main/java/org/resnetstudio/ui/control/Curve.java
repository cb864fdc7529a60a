package org.resnetstudio.ui.control;

/**
 * A line of a {@link LiveChart}, at one moment. The arrays are shared, not copied: nobody changes them.
 *
 * @param name as the legend shows it
 * @param style how it is drawn
 * @param x ascending, in epochs
 * @param y as many values
 */
public record Curve(String name, Style style, double[] x, double[] y) {
    /** How a curve is drawn. */
    public enum Style {
        /** Of training pictures. */
        TRAIN,
        /** Of validation pictures. */
        VALIDATION,
        /** Of single batches: faint. */
        TRAIN_BATCHES,
        /** Of training pictures of the run to compare with: dashed. */
        OTHER_TRAIN,
        /** Of validation pictures of the run to compare with: dashed. */
        OTHER_VALIDATION;

        /** Whether it belongs to the run that is compared with. */
        public boolean other() {
            return this == OTHER_TRAIN || this == OTHER_VALIDATION;
        }
    }

    public Curve {
        if (x.length != y.length) {
            throw new IllegalArgumentException(
                    "A curve needs as many x as y values, not " + x.length + " and " + y.length + ".");
        }
    }
}
