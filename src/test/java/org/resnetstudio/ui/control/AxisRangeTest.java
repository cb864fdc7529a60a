package org.resnetstudio.ui.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AxisRangeTest {
    private static Curve curve(double... y) {
        return new Curve(
                "Train",
                Curve.Style.TRAIN,
                IntStream.range(0, y.length).asDoubleStream().toArray(),
                y);
    }

    @Test
    void oneLossFarAboveAllOthersIsLeftOffTheAxis() {
        Curve train = curve(2.1, 1.6, 1.2, 1.0, 0.8, 0.7, 0.6, 0.5);
        Curve validation = curve(75, 1.9, 1.4, 1.3, 1.1, 0.9, 0.9, 0.8);
        assertThat(AxisRange.top(List.of(train, validation))).hasValue(2.1);
        assertThat(AxisRange.greatest(List.of(train, validation))).isEqualTo(75);
    }

    @Test
    void aFewAreLeftOffTogether() {
        double[] losses =
                IntStream.range(0, 100).mapToDouble(i -> 2.3 / (1 + i / 10.0)).toArray();
        losses[40] = 60;
        losses[41] = 75;
        losses[42] = 900;
        assertThat(AxisRange.top(List.of(curve(losses)))).hasValue(2.3);
    }

    @Test
    void aCurveThatFallsALongWayIsShownWhole() {
        double[] losses = IntStream.range(0, 2000)
                .mapToDouble(i -> 0.01 + 5.3 * Math.exp(-i / 40.0))
                .toArray();
        assertThat(AxisRange.top(List.of(curve(losses)))).isEmpty();
    }

    @Test
    void aCurveThatGrowsBeyondMeasureIsShownWhole() {
        assertThat(AxisRange.top(List.of(curve(1, 1.1, 2, 4, 8, 16, 32, 75)))).isEmpty();
    }

    @Test
    void tooFewValuesTellNothing() {
        assertThat(AxisRange.top(List.of())).isEmpty();
        assertThat(AxisRange.top(List.of(curve(75)))).isEmpty();
        assertThat(AxisRange.top(List.of(curve(75, 2)))).isEmpty();
        assertThat(AxisRange.top(List.of(curve(0, 0, 0, 5)))).isEmpty();
    }
}
