package org.resnetstudio.ui.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CurveBufferTest {
    @Test
    void keepsEveryPointWhileThereIsRoom() {
        CurveBuffer curve = new CurveBuffer(4);
        curve.add(1, 10);
        curve.add(2, 20);

        assertThat(curve.x()).containsExactly(1, 2);
        assertThat(curve.y()).containsExactly(10, 20);
    }

    @Test
    void meansOfNeighboursTakeTheirPlaceWhenItIsFull() {
        CurveBuffer curve = new CurveBuffer(4);
        for (int i = 1; i <= 6; i++) {
            curve.add(i, 10 * i);
        }

        assertThat(curve.x()).containsExactly(1.5, 3.5, 5.5);
        assertThat(curve.y()).containsExactly(15, 35, 55);
    }

    @Test
    void staysBoundedAndKeepsTheMeanOfAMillionValues() {
        CurveBuffer curve = new CurveBuffer(2000);
        for (int i = 0; i < 1 << 20; i++) {
            curve.add(i, i % 2);
        }

        assertThat(curve.size()).isBetween(1000, 2000);
        assertThat(Arrays.stream(curve.y()).average().orElseThrow()).isEqualTo(0.5, within(1e-9));
        assertThat(curve.x()).isSorted();
    }

    @Test
    void valuesWithoutAPlaceOnTheAxisAreLeftOut() {
        CurveBuffer curve = new CurveBuffer(4);
        curve.add(1, Double.NaN);
        curve.add(2, Double.POSITIVE_INFINITY);
        curve.add(3, 1);

        assertThat(curve.x()).containsExactly(3);
    }

    @Test
    void aRepeatedPartIsDropped() {
        CurveBuffer curve = new CurveBuffer(10);
        for (int i = 1; i <= 5; i++) {
            curve.add(i, i);
        }
        curve.dropFrom(4);

        assertThat(curve.x()).containsExactly(1, 2, 3);
    }
}
