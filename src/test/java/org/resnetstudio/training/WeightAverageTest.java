package org.resnetstudio.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.resnetstudio.weights.Tensor;
import org.resnetstudio.weights.Weights;

class WeightAverageTest {
    private static Weights weights(float... values) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("w", Tensor.vector(values));
        return new Weights(tensors);
    }

    private static float[] values(Weights weights) {
        return weights.get("w").values();
    }

    /** What is frozen is used as it is. */
    @Test
    void theAverageOfWhatDoesNotChangeIsTheSameToTheLastBit() {
        float[] frozen = new float[1000];
        for (int i = 0; i < frozen.length; i++) {
            frozen[i] = (float) Math.sin(i + 1);
        }
        for (double decay : new double[] {0.3, 0.7, 0.9, 0.99, 0.995, 0.999, 0.9999}) {
            WeightAverage average = new WeightAverage(decay);
            for (int update = 0; update < 1000; update++) {
                average.add(weights(frozen.clone()));
            }
            assertThat(values(average.weights().orElseThrow())).as("%s", decay).isEqualTo(frozen);
        }
    }

    @Test
    void whatWasHandedOutStaysAsItWas() {
        WeightAverage average = new WeightAverage(0.5);
        average.add(weights(1));
        Weights first = average.weights().orElseThrow();
        average.add(weights(3));

        assertThat(values(first)).containsExactly(1);
        assertThat(values(average.weights().orElseThrow())[0]).isEqualTo(2, within(1e-6f));
        WeightAverage again = new WeightAverage(0.5);
        again.restore(first);
        again.add(weights(3));
        assertThat(values(first)).containsExactly(1);
        assertThat(values(again.weights().orElseThrow()))
                .containsExactly(values(average.weights().orElseThrow()));
    }
}
