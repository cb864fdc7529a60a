package org.resnetstudio.training;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.resnetstudio.weights.Tensor;
import org.resnetstudio.weights.Weights;

/**
 * The exponential moving average of a network's weights over its updates, running statistics among them: the first weights, and from then on
 * {@code average + (1 - decay) * (weights - average)}, so that what does not change stays the same to the last bit; as PyTorch's {@code
 * AveragedModel} does with {@code get_ema_multi_avg_fn(decay)} and {@code use_buffers=True}.
 */
final class WeightAverage {
    private final float taken;
    /** Changed in place, because a network's weights can fill a good part of the heap; null before the first update. */
    private Weights average;

    /** @param decay share of the average that each update keeps, above 0 and below 1 */
    WeightAverage(double decay) {
        taken = (float) (1 - decay);
    }

    /** Goes on with an average of before. */
    void restore(Weights before) {
        average = copy(before);
    }

    /** Takes in the weights behind an update. */
    void add(Weights weights) {
        if (average == null) {
            restore(weights);
            return;
        }
        average.tensors().forEach((name, tensor) -> {
            float[] mean = tensor.values();
            float[] now = weights.get(name).values();
            for (int i = 0; i < mean.length; i++) {
                mean[i] += taken * (now[i] - mean[i]);
            }
        });
    }

    /** A copy of the average so far; empty before the first update. */
    Optional<Weights> weights() {
        return Optional.ofNullable(average).map(WeightAverage::copy);
    }

    private static Weights copy(Weights weights) {
        Map<String, Tensor> copies = new LinkedHashMap<>();
        weights.tensors()
                .forEach((name, tensor) -> copies.put(
                        name, new Tensor(tensor.shape(), tensor.values().clone())));
        return new Weights(copies);
    }
}
