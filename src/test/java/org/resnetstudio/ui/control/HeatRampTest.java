package org.resnetstudio.ui.control;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.paint.Color;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeatRampTest {
    @Test
    void muchHeatIsViridisAndLittleHeatIsCloseToTheBackground() {
        assertThat(HeatRamp.color(1, true)).isEqualTo(Color.web("#fde725"));
        assertThat(HeatRamp.color(1, false)).isEqualTo(Color.web("#440154"));
        assertThat(HeatRamp.contrast(HeatRamp.color(0, true), Color.web("#0d1117")))
                .isLessThan(1.3);
        assertThat(HeatRamp.contrast(HeatRamp.color(0, false), Color.WHITE)).isLessThan(1.3);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void luminanceIsStrictlyMonotonous(boolean onDark) {
        double before = HeatRamp.luminance(HeatRamp.color(0, onDark));
        for (int i = 1; i <= 100; i++) {
            double now = HeatRamp.luminance(HeatRamp.color(i / 100.0, onDark));
            assertThat(now > before).as("at %d %%", i).isEqualTo(onDark);
            before = now;
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void numbersOnHeatHaveAtLeastTheContrastThatWcagAsksOfText(boolean onDark) {
        for (int i = 0; i <= 200; i++) {
            Color fill = HeatRamp.color(i / 200.0, onDark);
            assertThat(HeatRamp.contrast(HeatRamp.textOn(fill), fill))
                    .as("at " + i / 2.0 + " %")
                    .isGreaterThan(4.5);
        }
    }

    @Test
    void sharesOutsideOfTheRangeAreTakenAsTheNearerEnd() {
        assertThat(HeatRamp.color(-1, true)).isEqualTo(HeatRamp.color(0, true));
        assertThat(HeatRamp.color(7, true)).isEqualTo(HeatRamp.color(1, true));
    }

    @Test
    void contrastOfBlackAndWhiteIs21() {
        assertThat(HeatRamp.contrast(Color.BLACK, Color.WHITE)).isEqualTo(21);
    }
}
