package org.resnetstudio.export;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.resnetstudio.network.NetworkGraph;
import org.resnetstudio.network.Node;
import org.resnetstudio.network.Operation;
import org.resnetstudio.network.TensorSpec;
import org.resnetstudio.weights.Tensor;
import org.resnetstudio.weights.Weights;

/**
 * A network as it is used and no longer trained: a batch norm behind a convolution is a scale and a shift of each channel, which the
 * convolution's kernel and bias take in; dropout is left out. {@code w' = w g}, {@code b' = (b - mean) g + beta}, with
 * {@code g = gamma / sqrt(variance + epsilon)}.
 */
final class FoldedLayers {
    private final NetworkGraph network;
    private final Weights weights;
    /** The batch norm that was folded into each convolution, by the convolution's name. */
    private final Map<String, Node> normOf = new HashMap<>();

    private final List<Node> nodes = new ArrayList<>();

    FoldedLayers(NetworkGraph network, Weights weights) {
        this.network = network;
        this.weights = weights;
        Map<String, Long> readers = network.nodes().stream()
                .flatMap(node -> node.inputs().stream())
                .collect(Collectors.groupingBy(name -> name, Collectors.counting()));
        Set<Node> results = Set.of(network.features(), network.output());
        Map<String, String> replaced = new HashMap<>();
        for (Node node : network.nodes()) {
            if (node.operation() instanceof Operation.BatchNorm && !results.contains(node)) {
                Node before = network.node(node.inputs().get(0));
                if (before.operation() instanceof Operation.Convolution && readers.get(before.name()) == 1) {
                    normOf.put(before.name(), node);
                    replaced.put(node.name(), before.name());
                }
            } else if (node.operation() instanceof Operation.Dropout) {
                replaced.put(node.name(), node.inputs().get(0));
            }
        }
        for (Node node : network.nodes()) {
            if (!replaced.containsKey(node.name())) {
                List<String> inputs = node.inputs().stream()
                        .map(input -> replaced.getOrDefault(input, input))
                        .toList();
                nodes.add(new Node(node.name(), operation(node), inputs, node.output(), node.place()));
            }
        }
    }

    private Operation operation(Node node) {
        return node.operation() instanceof Operation.Convolution c && normOf.containsKey(node.name())
                ? c.withBias()
                : node.operation();
    }

    /** The layers in order of computation, under the network's names. */
    List<Node> nodes() {
        return nodes;
    }

    /** The tensors that {@link #nodes()} hold, each with the layer that holds it. */
    Map<TensorSpec, Node> tensors() {
        Map<TensorSpec, Node> tensors = new LinkedHashMap<>();
        nodes.forEach(node -> node.tensors().forEach(tensor -> tensors.put(tensor, node)));
        return tensors;
    }

    /** Values of one tensor, in C order; computed at each call. */
    float[] values(TensorSpec tensor, Node holder) {
        Node norm = normOf.get(holder.name());
        if (norm == null) {
            return weights.get(tensor.name()).values();
        }
        double[] scale = scale(norm);
        if (tensor.role() == TensorSpec.Role.BIAS) {
            return bias(holder, tensor, norm, scale);
        }
        float[] folded = weights.get(tensor.name()).values().clone();
        int perChannel = folded.length / scale.length;
        for (int i = 0; i < folded.length; i++) {
            folded[i] = (float) (folded[i] * scale[i / perChannel]);
        }
        return folded;
    }

    private float[] bias(Node convolution, TensorSpec tensor, Node norm, double[] scale) {
        boolean own = network.node(convolution.name()).operation() instanceof Operation.Convolution c && c.bias();
        float[] mean = of(norm, TensorSpec.Role.RUNNING_MEAN);
        float[] beta = of(norm, TensorSpec.Role.BETA);
        float[] bias = new float[scale.length];
        for (int i = 0; i < bias.length; i++) {
            double before = own ? weights.get(tensor.name()).values()[i] : 0;
            bias[i] = (float) ((before - mean[i]) * scale[i] + beta[i]);
        }
        return bias;
    }

    private double[] scale(Node norm) {
        double epsilon = ((Operation.BatchNorm) norm.operation()).epsilon();
        float[] gamma = of(norm, TensorSpec.Role.GAMMA);
        float[] variance = of(norm, TensorSpec.Role.RUNNING_VARIANCE);
        double[] scale = new double[gamma.length];
        for (int i = 0; i < scale.length; i++) {
            scale[i] = gamma[i] / Math.sqrt(variance[i] + epsilon);
        }
        return scale;
    }

    private float[] of(Node norm, TensorSpec.Role role) {
        return norm.tensors().stream()
                .filter(tensor -> tensor.role() == role)
                .map(tensor -> weights.get(tensor.name()))
                .map(Tensor::values)
                .findFirst()
                .orElseThrow();
    }
}
