package org.resnetstudio.export;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.resnetstudio.network.NetworkGraph;
import org.resnetstudio.network.TensorSpec;
import org.resnetstudio.weights.Tensor;
import org.resnetstudio.weights.WeightInitializer;
import org.resnetstudio.weights.Weights;

/** Weights as after training: biases and batch-norm statistics are no longer 0 and 1. */
public final class RandomWeights {
    private RandomWeights() {}

    public static Weights of(NetworkGraph graph, long seed) {
        Weights first = WeightInitializer.initialize(graph, seed);
        Random random = new Random(seed);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (TensorSpec spec : graph.tensors()) {
            float[] values = first.get(spec.name()).values().clone();
            for (int i = 0; i < values.length; i++) {
                values[i] = switch (spec.role()) {
                    case WEIGHT -> values[i];
                    case BIAS, BETA, RUNNING_MEAN -> 0.3f * (float) random.nextGaussian();
                    case GAMMA, RUNNING_VARIANCE -> 0.6f + 0.8f * random.nextFloat();
                };
            }
            tensors.put(spec.name(), new Tensor(spec.shape(), values));
        }
        return new Weights(tensors);
    }
}
