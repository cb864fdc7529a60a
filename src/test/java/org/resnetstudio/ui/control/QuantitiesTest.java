package org.resnetstudio.ui.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;

class QuantitiesTest {
    private static final Quantities QUANTITIES = new Quantities(ResourceBundle.getBundle("i18n.messages", Locale.ROOT));

    @Test
    void largeNumbersGetThreeDigitsAndAUnit() {
        assertThat(QUANTITIES.shorten(0)).isEqualTo("0");
        assertThat(QUANTITIES.shorten(999)).isEqualTo("999");
        assertThat(QUANTITIES.shorten(1000)).isEqualTo("1.00 K");
        assertThat(QUANTITIES.shorten(64_645)).isEqualTo("64.6 K");
        assertThat(QUANTITIES.shorten(999_900)).isEqualTo("1.00 M");
        assertThat(QUANTITIES.shorten(25_557_032)).isEqualTo("25.6 M");
        assertThat(QUANTITIES.shorten(4_089_184_256L)).isEqualTo("4.09 G");
    }

    @Test
    void bytesComeInPowersOfThousand() {
        assertThat(QUANTITIES.bytes(12)).isEqualTo("12 bytes");
        assertThat(QUANTITIES.bytes(1_100_000)).isEqualTo("1.10 MB");
        assertThat(QUANTITIES.bytes(64_000)).isEqualTo("64.0 kB");
    }

    @Test
    void durationsNameTheirTwoLargestUnits() {
        assertThat(QUANTITIES.duration(45.4)).isEqualTo("45 s");
        assertThat(QUANTITIES.duration(200)).isEqualTo("3 min 20 s");
        assertThat(QUANTITIES.duration(7500)).isEqualTo("2 h 5 min");
        assertThat(QUANTITIES.duration(-3)).isEqualTo("0 s");
    }

    @Test
    void sharesAreShownAsPerCent() {
        assertThat(QUANTITIES.percent(0.8754)).isEqualTo("87.5 %");
        assertThat(QUANTITIES.wholePercent(0.125)).isEqualTo("13 %");
        assertThat(QUANTITIES.exact(25_557_032)).isEqualTo("25,557,032");
    }
}
