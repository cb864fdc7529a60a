package org.resnetstudio.dataset;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which names mean the same class: the one rule for folders, manifests, projects and models.
 *
 * <ol>
 *   <li>Spaces around a name, line breaks in it, and how its accents are composed (macOS takes them apart) never matter.
 *   <li>Names that are otherwise alike mean the same class.
 *   <li>Names that differ in case only mean the same class when they come from different places, say {@code Cat} in
 *       {@code train} and {@code cat} in {@code test}, and only one name on either side could be meant. Names that stand
 *       side by side, in one folder or in one file, are different classes: {@code A} and {@code a} of a set of letters.
 *   <li>Different letters are different classes, however alike: {@code ı} and {@code i}, {@code ß} and {@code ss},
 *       {@code ſ} and {@code s}.
 * </ol>
 */
public final class ClassNames {
    private static final Pattern CONTROLS = Pattern.compile("\\p{Cntrl}+");

    private final List<String> known;

    /** Knows no name yet. */
    public ClassNames() {
        this(List.of());
    }

    /** Knows these names already, each as a class of its own. */
    public ClassNames(Collection<String> known) {
        this.known = new ArrayList<>(known);
    }

    /** The spelling first heard of this name, which may be this one. */
    public String spelling(String name) {
        return sideBySide(List.of(name)).get(name);
    }

    /**
     * The spellings first heard of names that stand side by side. Names that were not heard before are remembered.
     *
     * @return for each name the class that it means
     */
    public Map<String, String> sideBySide(Collection<String> names) {
        List<String> list = List.copyOf(new LinkedHashSet<>(names));
        int[] places = match(known, list);
        Map<String, String> spellings = new LinkedHashMap<>();
        Map<String, String> fresh = new HashMap<>();
        for (int i = 0; i < places.length; i++) {
            String clean = clean(list.get(i));
            if (places[i] < 0 && fresh.putIfAbsent(clean, clean) == null) {
                known.add(clean);
            }
            spellings.put(list.get(i), places[i] < 0 ? clean : known.get(places[i]));
        }
        return spellings;
    }

    /**
     * Finds names that stand side by side among the classes of a model or a project, which stand side by side as well.
     *
     * @return for each of {@code names} the index of the class that it means; -1 where there is none
     */
    public static int[] match(List<String> classes, List<String> names) {
        Map<String, Integer> exact = new HashMap<>();
        for (int i = 0; i < classes.size(); i++) {
            exact.putIfAbsent(clean(classes.get(i)), i);
        }
        Map<String, Set<String>> rivals = new HashMap<>();
        Set<Integer> taken = new LinkedHashSet<>();
        List<String> cleaned = names.stream().map(ClassNames::clean).toList();
        for (String clean : cleaned) {
            Integer place = exact.get(clean);
            if (place == null) {
                rivals.computeIfAbsent(key(clean), k -> new LinkedHashSet<>()).add(clean);
            } else {
                taken.add(place);
            }
        }
        Map<String, List<Integer>> free = new HashMap<>();
        exact.forEach((clean, place) -> {
            if (!taken.contains(place)) {
                free.computeIfAbsent(key(clean), k -> new ArrayList<>()).add(place);
            }
        });
        int[] places = new int[names.size()];
        Arrays.setAll(places, i -> {
            String clean = cleaned.get(i);
            List<Integer> candidates = free.getOrDefault(key(clean), List.of());
            boolean clear = candidates.size() == 1
                    && rivals.getOrDefault(key(clean), Set.of()).size() == 1;
            return exact.getOrDefault(clean, clear ? candidates.get(0) : -1);
        });
        return places;
    }

    /** Whether two names differ in nothing but case, or not at all. */
    public static boolean same(String a, String b) {
        return key(clean(a)).equals(key(clean(b)));
    }

    /** Names that differ from each other in case only, in groups of two and more. */
    static List<List<String>> alikeButForCase(Collection<String> names) {
        Map<String, List<String>> groups = new LinkedHashMap<>();
        for (String name : names) {
            groups.computeIfAbsent(key(clean(name)), k -> new ArrayList<>()).add(name);
        }
        return groups.values().stream().filter(group -> group.size() > 1).toList();
    }

    /** Line breaks and other control characters, which a folder's name may hold, would break lists and tables. */
    static String clean(String name) {
        return Normalizer.normalize(CONTROLS.matcher(name).replaceAll(" "), Normalizer.Form.NFC)
                .strip();
    }

    /** Lower case alone: upper case makes one of letters that are different ones, ß and ss for example. */
    static String key(String clean) {
        return clean.toLowerCase(Locale.ROOT);
    }
}
