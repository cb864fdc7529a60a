package org.resnetstudio.ui.control;

import java.math.BigDecimal;
import java.text.DecimalFormatSymbols;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.ResourceBundle;

/** Numbers as people read them in one language, with few digits and a unit. Thread-safe. */
public final class Quantities {
    private final ResourceBundle texts;
    private final Locale locale;

    /**
     * Numbers as the language of some texts writes them.
     *
     * @param texts with the keys {@code quantity.*}; those that are of no language in particular are English
     */
    public Quantities(ResourceBundle texts) {
        this.texts = texts;
        Locale language = texts.getLocale();
        this.locale = language == null || language.getLanguage().isEmpty() ? Locale.ENGLISH : language;
    }

    /** A text of the bundle, with values filled in as {@link MessageFormat} does. */
    String text(String key, Object... values) {
        return new MessageFormat(texts.getString(key), locale).format(values);
    }

    /** Grouped digits: {@code 25,557,032}. */
    public String exact(long n) {
        return String.format(locale, "%,d", n);
    }

    /** So many digits behind the decimal sign: {@code 0.123}, {@code 1,234.5}. */
    public String decimal(double value, int digits) {
        return String.format(locale, "%,." + digits + "f", value);
    }

    /** All digits that it has and no more, without groups, as people type it: {@code 0.0005}, {@code 1234.5}. */
    public String plain(double value) {
        char sign = DecimalFormatSymbols.getInstance(locale).getDecimalSeparator();
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString().replace('.', sign);
    }

    /** For very small numbers: {@code 1.2e-07}. */
    public String scientific(double value) {
        return String.format(locale, "%.1e", value);
    }

    /** Three digits and a power: {@code 950}, {@code 64.6 K}, {@code 25.6 M}, {@code 4.09 G}. */
    public String shorten(long n) {
        return shorten((double) n);
    }

    private String shorten(double n) {
        if (n < 1000) {
            return decimal(n, 0);
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
    public String bytes(long bytes) {
        return bytes < 1000
                ? text("quantity.bytes", exact(bytes))
                : shorten(bytes).replace("K", "k") + "B";
    }

    /** A share of 1 as per cent with one digit: {@code 87.5 %}. */
    public String percent(double share) {
        return text("quantity.percent", decimal(share * 100, 1));
    }

    /** A share of 1 as whole per cent: {@code 12 %}. */
    public String wholePercent(double share) {
        return text("quantity.percent", decimal(share * 100, 0));
    }

    /** A duration: {@code 45 s}, {@code 3 min 20 s}, {@code 2 h 5 min}. */
    public String duration(double seconds) {
        long s = Math.max(0, Math.round(seconds));
        if (s < 60) {
            return text("quantity.seconds", exact(s));
        }
        if (s < 3600) {
            return text("quantity.minutes", exact(s / 60), exact(s % 60));
        }
        return text("quantity.hours", exact(s / 3600), exact(s % 3600 / 60));
    }

    private String threeDigits(double value) {
        return decimal(value, value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2);
    }

    /** As {@link #percent(double)}; a dash for what is undefined. */
    public String percentOrDash(OptionalDouble share) {
        return share.isPresent() ? percent(share.getAsDouble()) : "–";
    }

    /** How the language writes numbers. */
    Locale locale() {
        return locale;
    }
}
