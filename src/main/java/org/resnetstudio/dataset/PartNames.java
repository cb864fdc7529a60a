package org.resnetstudio.dataset;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Names of the parts of a dataset: {@code train}, {@code Training}, {@code train_set}, {@code TestImages}, {@code seg_train},
 * {@code val2017} …
 */
final class PartNames {
    private static final Map<String, Split> WORDS = new HashMap<>();
    /** Words for pictures that nobody has labelled, which are often handed out beside the parts. */
    private static final Set<String> UNLABELLED =
            Set.of("unlabelled", "unlabeled", "pred", "predict", "prediction", "predictions");

    private static final Set<String> FILLERS = Set.of(
            "set",
            "sets",
            "data",
            "dataset",
            "datasets",
            "image",
            "images",
            "img",
            "imgs",
            "picture",
            "pictures",
            "pic",
            "pics",
            "photo",
            "photos",
            "split",
            "part",
            "folder",
            "dir",
            "files");

    private static final Pattern WORD_BORDERS =
            Pattern.compile("(?<=\\p{Ll})(?=\\p{Lu})|(?<=\\p{L})(?=\\p{N})|(?<=\\p{N})(?=\\p{L})|[^\\p{L}\\p{N}]+");

    static {
        List.of("train", "training", "trainval").forEach(word -> WORDS.put(word, Split.TRAIN));
        List.of("validation", "valid", "val", "validate", "validating", "dev")
                .forEach(word -> WORDS.put(word, Split.VALIDATION));
        List.of("test", "testing", "eval", "evaluation").forEach(word -> WORDS.put(word, Split.TEST));
    }

    private PartNames() {}

    /**
     * What a name says.
     *
     * @param split which part; empty for pictures that nobody has labelled
     * @param rest what else the name has, such as {@code seg}, that says nothing by itself; the names of the parts of one
     *     dataset have the same
     */
    record Part(Optional<Split> split, String rest) {}

    /** What the name of a folder says; empty for one that names no part. */
    static Optional<Part> of(String name) {
        Optional<Split> split = Optional.empty();
        int parts = 0;
        List<String> rest = new ArrayList<>();
        for (String word : words(name)) {
            if (WORDS.containsKey(word) || UNLABELLED.contains(word)) {
                split = Optional.ofNullable(WORDS.get(word));
                parts++;
            } else if (!FILLERS.contains(word)) {
                rest.add(word);
            }
        }
        return parts == 1 ? Optional.of(new Part(split, String.join(" ", rest))) : Optional.empty();
    }

    /** Whether a name holds nothing but words such as {@code images}, which every folder of a dataset could be called. */
    static boolean saysNothing(String name) {
        return FILLERS.containsAll(words(name));
    }

    /** The split that a word in a manifest names; empty for any other word. */
    static Optional<Split> splitNamed(String word) {
        return of(word).filter(part -> part.rest().isEmpty()).flatMap(Part::split);
    }

    private static List<String> words(String name) {
        List<String> words = new ArrayList<>();
        for (String piece : WORD_BORDERS.split(name, -1)) {
            String word = piece.toLowerCase(Locale.ROOT);
            if (!word.isEmpty()) {
                words.addAll(taken(word));
            }
        }
        return words;
    }

    /** {@code trainset} is {@code train} and {@code set}. */
    private static List<String> taken(String word) {
        for (String filler : FILLERS) {
            String before = word.substring(0, Math.max(0, word.length() - filler.length()));
            if (word.endsWith(filler) && WORDS.containsKey(before)) {
                return List.of(before, filler);
            }
        }
        return List.of(word);
    }
}
