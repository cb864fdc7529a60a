package org.resnetstudio.ui.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypedNumberTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0.05|0.05",
                "0,05|0.05",
                " ,5 |0.5",
                "1.0|1",
                "1,0|1",
                "15|15",
                "1e-3|0.001",
                "1,5E-3|0.0015",
                "-0,25|-0.25",
                "0,100|0.1",
                "0.100|0.1",
                "1,234.5|1234.5",
                "1.234,5|1234.5",
                "1,234,567|1234567",
                "1.234.567|1234567",
                "10 000|10000",
                "10 000,5|10000.5",
                "10’000|10000",
                "۰٫۰۵|0.05",
                "０．０５|0.05",
                "０。０５|0.05",
                "０，０５|0.05",
                "－１|-1",
                "1234.567|1234.567",
                "1234,567|1234.567",
            })
    void bothNotationsAreRead(String typed, double value) {
        assertThat(TypedNumber.readings(typed)).containsExactly(value);
    }

    @Test
    void aSignBeforeThreeDigitsHasTwoReadings() {
        assertThat(TypedNumber.readings("1,000")).isEqualTo(List.of(1.0, 1000.0));
        assertThat(TypedNumber.readings("1.000")).isEqualTo(List.of(1.0, 1000.0));
        assertThat(TypedNumber.readings("12.345")).isEqualTo(List.of(12.345, 12345.0));
    }

    @Test
    void aWholeNumberHasOneReading() {
        assertThat(TypedNumber.whole(" 64 ")).hasValue(64);
        assertThat(TypedNumber.whole("６４")).hasValue(64);
        assertThat(TypedNumber.whole("1,024")).hasValue(1024);
        assertThat(TypedNumber.whole("1.024")).hasValue(1024);
        assertThat(TypedNumber.whole("64,0")).hasValue(64);
        assertThat(TypedNumber.whole("1,000")).as("1 or 1000").isEmpty();
        assertThat(TypedNumber.whole("0.5")).isEmpty();
        assertThat(TypedNumber.whole("9999999999")).isEmpty();
        assertThat(TypedNumber.whole("")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ".",
                ",",
                "fast",
                "1,2,3",
                "1.2.3",
                "0x10",
                "1f",
                "NaN",
                "Infinity",
                "1e999",
                "1 2",
                "--1"
            })
    void whatIsNoNumberHasNoReading(String typed) {
        assertThat(TypedNumber.readings(typed)).isEmpty();
    }
}
