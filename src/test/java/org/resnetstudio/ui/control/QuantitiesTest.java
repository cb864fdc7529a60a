package org.resnetstudio.ui.control;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuantitiesTest {
    @Test
    void largeNumbersGetThreeDigitsAndAUnit() {
        assertThat(Quantities.shorten(0)).isEqualTo("0");
        assertThat(Quantities.shorten(999)).isEqualTo("999");
        assertThat(Quantities.shorten(1000)).isEqualTo("1.00 K");
        assertThat(Quantities.shorten(64_645)).isEqualTo("64.6 K");
        assertThat(Quantities.shorten(999_900)).isEqualTo("1.00 M");
        assertThat(Quantities.shorten(25_557_032)).isEqualTo("25.6 M");
        assertThat(Quantities.shorten(4_089_184_256L)).isEqualTo("4.09 G");
    }

    @Test
    void bytesComeInPowersOfThousand() {
        assertThat(Quantities.bytes(12)).isEqualTo("12 bytes");
        assertThat(Quantities.bytes(1_100_000)).isEqualTo("1.10 MB");
        assertThat(Quantities.bytes(64_000)).isEqualTo("64.0 kB");
    }

    @Test
    void durationsNameTheirTwoLargestUnits() {
        assertThat(Quantities.duration(45.4)).isEqualTo("45 s");
        assertThat(Quantities.duration(200)).isEqualTo("3 min 20 s");
        assertThat(Quantities.duration(7500)).isEqualTo("2 h 5 min");
        assertThat(Quantities.duration(-3)).isEqualTo("0 s");
    }

    @Test
    void sharesAreShownAsPerCent() {
        assertThat(Quantities.percent(0.8754)).isEqualTo("87.5 %");
        assertThat(Quantities.wholePercent(0.125)).isEqualTo("13 %");
        assertThat(Quantities.exact(25_557_032)).isEqualTo("25,557,032");
    }
}
