package org.resnetstudio.dataset;

import java.io.Serializable;
import java.util.List;
import org.resnetstudio.problem.Sentence;

/** Several names in one sentence. */
final class Listing {
    private static final String AND = "problem.dataset.list.and";
    private static final int NAMES_IN_FULL = 5;

    private Listing() {}

    /**
     * "a, b and c"; of many, the first five and the number of the others.
     *
     * @param names at least one
     */
    static Sentence of(List<String> names) {
        if (names.size() > NAMES_IN_FULL) {
            return Sentence.of(
                    "problem.dataset.list.and-more",
                    Sentence.list(names.subList(0, NAMES_IN_FULL)),
                    names.size() - NAMES_IN_FULL);
        }
        int last = names.size() - 1;
        return last == 0
                ? Sentence.list(names)
                : Sentence.of(AND, Sentence.list(names.subList(0, last)), names.get(last));
    }

    /**
     * "a and b and c".
     *
     * @param parts texts or sentences, at least one
     */
    static Sentence ands(List<? extends Serializable> parts) {
        Serializable first = parts.get(0);
        Sentence all = first instanceof Sentence sentence ? sentence : Sentence.list(parts.subList(0, 1));
        for (Serializable next : parts.subList(1, parts.size())) {
            all = Sentence.of(AND, all, next);
        }
        return all;
    }
}
