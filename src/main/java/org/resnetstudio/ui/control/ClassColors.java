package org.resnetstudio.ui.control;

import java.util.List;
import java.util.Locale;
import javafx.scene.paint.Color;

/**
 * Colours of classes, told apart by people with any colour vision: Okabe and Ito's (without black), then Paul Tol's "muted" ones;
 * after those the list starts over.
 */
public final class ClassColors {
    private static final List<Color> COLORS = List.of(
            Color.web("#0072b2"),
            Color.web("#e69f00"),
            Color.web("#009e73"),
            Color.web("#d55e00"),
            Color.web("#56b4e9"),
            Color.web("#cc79a7"),
            Color.web("#f0e442"),
            Color.web("#332288"),
            Color.web("#44aa99"),
            Color.web("#882255"),
            Color.web("#999933"),
            Color.web("#aa4499"),
            Color.web("#117733"),
            Color.web("#cc6677"),
            Color.web("#88ccee"),
            Color.web("#ddcc77"));

    private ClassColors() {}

    /** The colour of the class of that index, 0 or more. */
    public static Color of(int classIndex) {
        return COLORS.get(classIndex % COLORS.size());
    }

    /** Black or white: whichever reads better on the colour of that class. */
    public static Color textOn(int classIndex) {
        return HeatRamp.textOn(of(classIndex));
    }

    /** The colour of that class as CSS, such as {@code #0072b2}. */
    public static String css(int classIndex) {
        Color c = of(classIndex);
        return String.format(
                Locale.ROOT,
                "#%02x%02x%02x",
                Math.round(c.getRed() * 255),
                Math.round(c.getGreen() * 255),
                Math.round(c.getBlue() * 255));
    }

    /** How many classes have a colour of their own. */
    public static int distinct() {
        return COLORS.size();
    }
}
