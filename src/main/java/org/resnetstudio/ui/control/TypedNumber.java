package org.resnetstudio.ui.control;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a number may mean that somebody has typed, in whatever country they live: {@code 0.05} and {@code 0,05} are the same, and so
 * are {@code 1,234.5}, {@code 1.234,5} and {@code 1 234,5}; only {@code 1,234} and {@code 1.234} have two readings. The wide signs that
 * are typed among Chinese characters count as the narrow ones.
 */
public final class TypedNumber {
    private static final Pattern PLAIN = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
    private static final Pattern COMMAS_GROUP = Pattern.compile("[+-]?[1-9]\\d{0,2}(,\\d{3})+(\\.\\d+)?");
    private static final Pattern DOTS_GROUP = Pattern.compile("[+-]?[1-9]\\d{0,2}(\\.\\d{3})+(,\\d+)?");
    private static final Pattern SPACES_GROUP = Pattern.compile("([+-]?\\d{1,3})([ \u00a0\u202f'’]\\d{3})+([.,]\\d+)?");

    private static final String OTHER_SIGNS = "\u066b．。，－＋\u2212";
    private static final String LATIN_SIGNS = "...,-+-";

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

    /** The only whole number that it may mean; empty if there is none, or more than one. */
    public static OptionalInt whole(String typed) {
        List<Double> whole = readings(typed).stream()
                .filter(value -> value == Math.rint(value) && Math.abs(value) <= Integer.MAX_VALUE)
                .toList();
        return whole.size() == 1 ? OptionalInt.of(whole.get(0).intValue()) : OptionalInt.empty();
    }

    private static void add(Set<Double> readings, Pattern pattern, String text, String separator) {
        if (pattern.matcher(text).matches()) {
            double value = Double.parseDouble(text.replace(separator, ""));
            if (Double.isFinite(value)) {
                readings.add(value);
            }
        }
    }

    /** Digits and signs of other scripts as Latin ones. */
    private static String latin(String text) {
        StringBuilder latin = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (Character.isDigit(c)) {
                latin.append(Character.digit(c, 10));
            } else {
                int sign = OTHER_SIGNS.indexOf(c);
                latin.appendCodePoint(sign < 0 ? c : LATIN_SIGNS.charAt(sign));
            }
        });
        return latin.toString();
    }
}
