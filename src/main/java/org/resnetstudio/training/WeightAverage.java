package org.resnetstudio.training;

import java.util.LinkedHashMap;
import java.util.Map;
import org.resnetstudio.weights.Tensor;
import org.resnetstudio.weights.Weights;

/**
 * The exponential moving average of a network's weights over its updates, running statistics among them: the first weights, and from then on
 * {@code decay * average + (1 - decay) * weights}; as PyTorch's {@code AveragedModel} does with {@code get_ema_multi_avg_fn(decay)} and {@code
 * use_buffers=True}.
 */
final class WeightAverage {
    private final float kept;
    private final float taken;
    private Weights average;

    /** @param decay share of the average that each update keeps, above 0 and below 1 */
    WeightAverage(double decay) {
        kept = (float) decay;
        taken = (float) (1 - decay);
    }

    /** Goes on with an average of before. */
    void restore(Weights before) {
        average = before;
    }

    /** Takes in the weights behind an update. */
    void add(Weights weights) {
        if (average == null) {
            average = weights;
            return;
        }
        Map<String, Tensor> next = new LinkedHashMap<>();
        weights.tensors().forEach((name, tensor) -> {
            float[] before = average.get(name).values();
            float[] now = tensor.values();
            float[] mixed = new float[now.length];
            for (int i = 0; i < now.length; i++) {
                mixed[i] = kept * before[i] + taken * now[i];
            }
            next.put(name, new Tensor(tensor.shape(), mixed));
        });
        average = new Weights(next);
    }

    /** The average so far; null before the first update. */
    Weights weights() {
        return average;
    }
}
