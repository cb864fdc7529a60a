package org.resnetstudio.ui.control;

import java.util.List;
import javafx.scene.paint.Color;

/**
 * Heat for shares from 0 to 1: matplotlib's viridis (van der Walt and Smith 2015), whose lightness rises evenly, so that it reads in
 * grey and with any colour vision. On a light background it runs the other way, so that little heat always stays near the background.
 */
public final class HeatRamp {
    /** Viridis at 0, 1/8 … 1: {@code [matplotlib.colors.to_hex(matplotlib.colormaps["viridis"](i / 8)) for i in range(9)]}. */
    private static final List<Color> VIRIDIS = List.of(
            Color.web("#440154"),
            Color.web("#472d7b"),
            Color.web("#3b528b"),
            Color.web("#2c728e"),
            Color.web("#21918c"),
            Color.web("#28ae80"),
            Color.web("#5ec962"),
            Color.web("#addc30"),
            Color.web("#fde725"));

    private HeatRamp() {}

    /**
     * The colour of a share.
     *
     * @param share 0 to 1; what lies outside is taken as the nearer end
     * @param onDark whether the background is dark
     */
    public static Color color(double share, boolean onDark) {
        double t = Math.max(0, Math.min(1, share));
        double position = (onDark ? t : 1 - t) * (VIRIDIS.size() - 1);
        int below = Math.min((int) position, VIRIDIS.size() - 2);
        return VIRIDIS.get(below).interpolate(VIRIDIS.get(below + 1), position - below);
    }

    /** Black or white: whichever has the higher contrast on that background. */
    public static Color textOn(Color background) {
        return contrast(Color.BLACK, background) >= contrast(Color.WHITE, background) ? Color.BLACK : Color.WHITE;
    }

    /** WCAG 2 contrast of two opaque colours, 1 to 21. */
    public static double contrast(Color a, Color b) {
        double la = luminance(a) + 0.05;
        double lb = luminance(b) + 0.05;
        return Math.max(la, lb) / Math.min(la, lb);
    }

    /** Relative luminance, 0 (black) to 1 (white), as WCAG 2 defines it. */
    static double luminance(Color c) {
        return 0.2126 * linear(c.getRed()) + 0.7152 * linear(c.getGreen()) + 0.0722 * linear(c.getBlue());
    }

    private static double linear(double v) {
        return v <= 0.03928 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4);
    }
}
