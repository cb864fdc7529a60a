package org.resnetstudio.ui.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ClassColorsTest {
    @Test
    void eachOfTheFirstSixteenClassesHasItsOwnColourAndThenTheyComeAgain() {
        Set<String> colors = new HashSet<>();
        for (int i = 0; i < ClassColors.distinct(); i++) {
            colors.add(ClassColors.css(i));
        }

        assertThat(colors).hasSize(16);
        assertThat(ClassColors.of(16)).isEqualTo(ClassColors.of(0));
    }

    @Test
    void startsWithOkabeAndItosBlueAndOrange() {
        assertThat(ClassColors.css(0)).isEqualTo("#0072b2");
        assertThat(ClassColors.css(1)).isEqualTo("#e69f00");
    }

    @Test
    void textOnAClassColourIsReadable() {
        for (int i = 0; i < ClassColors.distinct(); i++) {
            assertThat(HeatRamp.contrast(ClassColors.textOn(i), ClassColors.of(i)))
                    .as("class %d", i)
                    .isGreaterThan(4.5);
        }
    }
}
