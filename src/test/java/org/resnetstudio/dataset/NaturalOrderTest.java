package org.resnetstudio.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NaturalOrderTest {
    @Test
    void sortsAsPeopleDoInEveryLanguage() {
        List<String> sorted = List.of(
                "", "02", "2", "10", "99999999999999999999999", "A", "a", "a1b2", "a1b10", "a2", "B", "I", "i", "кот");
        Locale before = Locale.getDefault();
        try {
            for (String language : List.of("en", "tr", "lt")) {
                Locale.setDefault(Locale.forLanguageTag(language));
                for (long seed = 1; seed <= 20; seed++) {
                    List<String> names = new ArrayList<>(sorted);
                    Collections.shuffle(names, new Random(seed));
                    names.sort(NaturalOrder.NAMES);
                    assertThat(names).as("seed %d, language %s", seed, language).containsExactlyElementsOf(sorted);
                }
            }
        } finally {
            Locale.setDefault(before);
        }
    }
}
