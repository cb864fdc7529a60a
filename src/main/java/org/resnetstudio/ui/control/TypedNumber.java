package org.resnetstudio.ui.control;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a number may mean that somebody has typed, in whatever country they live: {@code 0.05} and {@code 0,05} are the same, and so
 * are {@code 1,234.5}, {@code 1.234,5} and {@code 1 234,5}; only {@code 1,234} and {@code 1.234} have two readings.
 */
public final class TypedNumber {
    private static final Pattern PLAIN = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
    private static final Pattern COMMAS_GROUP = Pattern.compile("[+-]?[1-9]\\d{0,2}(,\\d{3})+(\\.\\d+)?");
    private static final Pattern DOTS_GROUP = Pattern.compile("[+-]?[1-9]\\d{0,2}(\\.\\d{3})+(,\\d+)?");
    private static final Pattern SPACES_GROUP = Pattern.compile("([+-]?\\d{1,3})([ \u00a0\u202f'’]\\d{3})+([.,]\\d+)?");

    private TypedNumber() {}

    /** All that it may mean, the reading with a decimal sign first; none if it is not a number. */
    public static List<Double> readings(String typed) {
        String text = latin(typed.strip());
        if (SPACES_GROUP.matcher(text).matches()) {
            text = text.replaceAll("[ \u00a0\u202f'’]", "");
        }
        Set<Double> readings = new LinkedHashSet<>();
        boolean oneComma = text.indexOf(',') >= 0 && text.indexOf(',') == text.lastIndexOf(',') && !text.contains(".");
        add(readings, PLAIN, oneComma ? text.replace(',', '.') : text, "");
        add(readings, COMMAS_GROUP, text, ",");
        if (DOTS_GROUP.matcher(text).matches()) {
            add(readings, PLAIN, text.replace(".", "").replace(',', '.'), "");
        }
        return List.copyOf(readings);
    }

    private static void add(Set<Double> readings, Pattern pattern, String text, String separator) {
        if (pattern.matcher(text).matches()) {
            double value = Double.parseDouble(text.replace(separator, ""));
            if (Double.isFinite(value)) {
                readings.add(value);
            }
        }
    }

    /** Digits of other scripts as Latin ones, and the Arabic decimal sign as a dot. */
    private static String latin(String text) {
        StringBuilder latin = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (Character.isDigit(c)) {
                latin.append(Character.digit(c, 10));
            } else {
                latin.appendCodePoint(c == '\u066b' ? '.' : c == '\u2212' ? '-' : c);
            }
        });
        return latin.toString();
    }
}
