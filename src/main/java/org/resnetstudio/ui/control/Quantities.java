package org.resnetstudio.ui.control;

import java.util.Locale;
import java.util.OptionalDouble;

/** Numbers as people read them, with few digits and a unit. */
public final class Quantities {
    private Quantities() {}

    /** Grouped digits: {@code 25,557,032}. */
    public static String exact(long n) {
        return String.format(Locale.ENGLISH, "%,d", n);
    }

    /** Three digits and a power: {@code 950}, {@code 64.6 K}, {@code 25.6 M}, {@code 4.09 G}. */
    public static String shorten(long n) {
        return shorten((double) n);
    }

    private static String shorten(double n) {
        if (n < 1000) {
            return String.format(Locale.ENGLISH, "%.0f", n);
        }
        String[] units = {"K", "M", "G", "T", "P"};
        double value = n / 1000;
        int unit = 0;
        while (value >= 999.5 && unit < units.length - 1) {
            value /= 1000;
            unit++;
        }
        return threeDigits(value) + " " + units[unit];
    }

    /** Sizes in powers of 1000: {@code 102 MB}, {@code 1.25 GB}. */
    public static String bytes(long bytes) {
        return bytes < 1000 ? bytes + " bytes" : shorten(bytes).replace("K", "k") + "B";
    }

    /** A share of 1 as per cent with one digit: {@code 87.5 %}. */
    public static String percent(double share) {
        return String.format(Locale.ENGLISH, "%.1f %%", share * 100);
    }

    /** A share of 1 as whole per cent: {@code 12 %}. */
    public static String wholePercent(double share) {
        return String.format(Locale.ENGLISH, "%.0f %%", share * 100);
    }

    /** A duration: {@code 45 s}, {@code 3 min 20 s}, {@code 2 h 5 min}. */
    public static String duration(double seconds) {
        long s = Math.max(0, Math.round(seconds));
        if (s < 60) {
            return s + " s";
        }
        if (s < 3600) {
            return s / 60 + " min " + s % 60 + " s";
        }
        return s / 3600 + " h " + s % 3600 / 60 + " min";
    }

    private static String threeDigits(double value) {
        String format = value >= 99.95 ? "%.0f" : value >= 9.995 ? "%.1f" : "%.2f";
        return String.format(Locale.ENGLISH, format, value);
    }

    /** As {@link #percent(double)}; a dash for what is undefined. */
    public static String percentOrDash(OptionalDouble share) {
        return share.isPresent() ? percent(share.getAsDouble()) : "–";
    }
}
