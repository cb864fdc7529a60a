package org.resnetstudio.weights;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.resnetstudio.network.LayerSettings;
import org.resnetstudio.network.NetworkGraph;
import org.resnetstudio.network.Node;
import org.resnetstudio.network.Operation;
import org.resnetstudio.network.TensorSpec;
import org.resnetstudio.random.SeededRandom;

/**
 * First weights, made outside the engines so that one seed gives the same start in all of them. Convolutions: normal with
 * variance 2 / (kernel² x output channels) (He et al. 2015, as torchvision's ResNets). Dense: uniform within 1 / sqrt(inputs)
 * (PyTorch's default). Batch norm: gamma 1 (0 for the last of each block where {@link LayerSettings#zeroLastGamma}), beta 0, mean 0,
 * variance 1. Convolution biases 0.
 */
public final class WeightInitializer {
    private WeightInitializer() {}

    /**
     * First weights of a network. Each tensor has a random stream of its own, so that an added layer leaves the others' first
     * weights alone.
     */
    public static Weights initialize(NetworkGraph graph, long seed) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        Set<String> zeroGammas = zeroGammas(graph);
        for (Node node : graph.nodes()) {
            for (TensorSpec spec : node.tensors()) {
                SeededRandom random = SeededRandom.startingAt(
                        seed * SeededRandom.GOLDEN + spec.name().hashCode());
                boolean zero = spec.role() == TensorSpec.Role.GAMMA && zeroGammas.contains(node.name());
                float[] values = zero ? new float[(int) spec.elements()] : values(node.operation(), spec, random);
                tensors.put(spec.name(), new Tensor(spec.shape(), values));
            }
        }
        return new Weights(tensors);
    }

    /** The batch norms that end a block's own way, and begin with gamma 0. */
    private static Set<String> zeroGammas(NetworkGraph graph) {
        return graph.nodes().stream()
                .filter(node -> graph.spec().layers().zeroLastGamma() && node.operation() instanceof Operation.Add)
                .map(sum -> graph.node(sum.inputs().get(0)))
                .map(last -> last.operation() instanceof Operation.ChannelGate
                        ? last.inputs().get(0)
                        : last.name())
                .collect(Collectors.toSet());
    }

    private static float[] values(Operation operation, TensorSpec spec, SeededRandom random) {
        float[] values = new float[Math.toIntExact(spec.elements())];
        switch (spec.role()) {
            case WEIGHT, BIAS -> {
                if (operation instanceof Operation.Dense dense) {
                    double bound = 1 / Math.sqrt(dense.inputs());
                    fill(values, () -> random.nextBetween(-bound, bound));
                } else if (operation instanceof Operation.Convolution c && spec.role() == TensorSpec.Role.WEIGHT) {
                    double deviation = Math.sqrt(2.0 / ((double) c.kernel() * c.kernel() * c.outputChannels()));
                    fill(values, () -> deviation * random.nextGaussian());
                }
            }
            case GAMMA, RUNNING_VARIANCE -> Arrays.fill(values, 1);
            case BETA, RUNNING_MEAN -> Arrays.fill(values, 0);
        }
        return values;
    }

    private static void fill(float[] values, java.util.function.DoubleSupplier next) {
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) next.getAsDouble();
        }
    }
}
