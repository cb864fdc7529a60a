package org.resnetstudio.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConfusionMatrixTest {
    @Test
    void matricesOfEqualCountsAreEqual() {
        ConfusionMatrix one = ConfusionMatrix.of(new int[][] {{3, 1}, {0, 2}});
        ConfusionMatrix same = ConfusionMatrix.of(new int[][] {{3, 1}, {0, 2}});
        ConfusionMatrix transposed = ConfusionMatrix.of(new int[][] {{3, 0}, {1, 2}});

        assertThat(one).isEqualTo(same).hasSameHashCodeAs(same).isEqualTo(one.copy());
        assertThat(one).isNotEqualTo(transposed).isNotEqualTo(new ConfusionMatrix(3));
    }
}
