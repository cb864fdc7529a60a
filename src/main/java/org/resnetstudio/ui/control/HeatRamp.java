package org.resnetstudio.ui.control;

import java.util.List;
import java.util.stream.Stream;
import javafx.scene.paint.Color;

/**
 * Heat for shares from 0 to 1, after matplotlib's viridis (van der Walt and Smith 2015): its lightness rises all the way, so that it
 * reads in grey and with any colour vision. On a light background it runs the other way; little heat always stays near the background.
 */
public final class HeatRamp {
    /**
     * Matplotlib's viridis from 2/8 on, {@code [matplotlib.colors.to_hex(matplotlib.colormaps["viridis"](i / 8)) for i in range(9)]},
     * with a start that is close to a dark background.
     */
    private static final List<Color> ON_DARK =
            colors("#1f1830", "#44246e", "#3b528b", "#2c728e", "#21918c", "#28ae80", "#5ec962", "#addc30", "#fde725");

    /** Viridis backwards, with a start that is close to a light background in place of its bright yellow. */
    private static final List<Color> ON_LIGHT =
            colors("#fbfbe8", "#dff0b4", "#a8dc84", "#5ec962", "#28ae80", "#21918c", "#2c728e", "#3b528b", "#440154");

    private HeatRamp() {}

    /**
     * The colour of a share.
     *
     * @param share 0 to 1; what lies outside is taken as the nearer end
     * @param onDark whether the background is dark
     */
    public static Color color(double share, boolean onDark) {
        List<Color> ramp = onDark ? ON_DARK : ON_LIGHT;
        double position = Math.max(0, Math.min(1, share)) * (ramp.size() - 1);
        int below = Math.min((int) position, ramp.size() - 2);
        return ramp.get(below).interpolate(ramp.get(below + 1), position - below);
    }

    private static List<Color> colors(String... codes) {
        return Stream.of(codes).map(Color::web).toList();
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
