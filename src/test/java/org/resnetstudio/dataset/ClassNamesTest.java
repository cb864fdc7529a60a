package org.resnetstudio.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClassNamesTest {
    @Test
    void caseSpacesAndCompositionDoNotMatterBetweenPlaces() {
        ClassNames names = new ClassNames(List.of("Café", "Straße"));
        assertThat(names.spelling(" cafe\u0301 ")).isEqualTo("Café");
        assertThat(names.spelling("STRA\u1e9eE")).isEqualTo("Straße");
        assertThat(ClassNames.same("I", "i")).isTrue();
        assertThat(ClassNames.same("cafe", "café")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"kır, kir", "Masse, Maße", "ſee, see", "ŉ, ʼn", "İz, iz", "ﬁn, fin", "µ, μ", "Ł, L"})
    void lettersThatOnlyUpperCaseMakesAlikeAreDifferent(String one, String other) {
        assertThat(ClassNames.same(one, other)).isFalse();
        assertThat(new ClassNames(List.of(one)).spelling(other)).isEqualTo(other);
    }

    @Test
    void namesSideBySideAreDifferentClassesAndNamesFromElsewhereJoinTheOnlyOneLikeThem() {
        ClassNames names = new ClassNames();
        assertThat(names.sideBySide(List.of("A", "a", "Cat")))
                .containsExactly(entry("A", "A"), entry("a", "a"), entry("Cat", "Cat"));
        assertThat(names.sideBySide(List.of("cat", "a"))).containsExactly(entry("cat", "Cat"), entry("a", "a"));
        // Either could be meant.
        assertThat(new ClassNames(List.of("CAT", "Cat")).spelling("cat")).isEqualTo("cat");
        assertThat(new ClassNames(List.of("cat")).sideBySide(List.of("CAT", "Cat")))
                .containsExactly(entry("CAT", "CAT"), entry("Cat", "Cat"));
        assertThat(new ClassNames(List.of("a")).sideBySide(List.of("A", "a")))
                .containsExactly(entry("A", "A"), entry("a", "a"));
    }

    @Test
    void classesOfAModelAreFoundByTheSameRule() {
        List<String> classes = List.of("dog", "A", "a", "Cat");
        assertThat(ClassNames.match(classes, List.of("cat", "DOG", "a", "bird")))
                .containsExactly(3, 0, 2, -1);
        assertThat(ClassNames.match(List.of("a"), List.of("A", "a"))).containsExactly(-1, 0);
        assertThat(ClassNames.match(List.of("a", "A"), List.of(" a "))).containsExactly(0);
    }
}
