package org.resnetstudio.dataset;

import java.text.Normalizer;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * One spelling for each class: names that differ only in case, in spaces around them or in how accents are composed
 * (macOS takes them apart) mean the same class.
 */
public final class ClassNames {
    private static final Pattern CONTROLS = Pattern.compile("\\p{Cntrl}+");

    private final Map<String, String> spellings = new HashMap<>();

    /** Knows no name yet. */
    public ClassNames() {}

    /** Knows these names already. */
    public ClassNames(Collection<String> known) {
        known.forEach(this::spelling);
    }

    /** The spelling first heard of this name, which may be this one. */
    public String spelling(String name) {
        String clean = clean(name);
        return spellings.computeIfAbsent(key(clean), k -> clean);
    }

    /** Whether some spelling of this name was heard. */
    public boolean knows(String name) {
        return spellings.containsKey(key(name));
    }

    /** Whether two names mean the same class. */
    public static boolean same(String a, String b) {
        return key(a).equals(key(b));
    }

    /** Line breaks and other control characters, which a folder's name may hold, would break lists and tables. */
    static String clean(String name) {
        return Normalizer.normalize(CONTROLS.matcher(name).replaceAll(" "), Normalizer.Form.NFC)
                .strip();
    }

    private static String key(String name) {
        String clean = clean(name);
        return clean.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }
}
