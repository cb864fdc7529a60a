package org.resnetstudio.engine.pytorch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.pooling.Pool;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.resnetstudio.engine.DropoutMasks;
import org.resnetstudio.network.NetworkGraph;
import org.resnetstudio.network.Node;
import org.resnetstudio.network.Operation;
import org.resnetstudio.network.Operation.Padding;

/**
 * Computes the logits of a network. Results are released as soon as their last reader is done, so that in training only those stay
 * that libtorch keeps for the backward pass.
 */
final class ForwardPass {
    private static final Shape ONE = new Shape(1, 1);

    private final NetworkGraph graph;
    private final boolean matrixProducts;
    private final Map<String, Integer> readers = new HashMap<>();

    /**
     * For one network.
     *
     * @param matrixProducts whether convolutions of 1 x 1 are computed as matrix products, instead of by oneDNN's kernels for them
     * @throws IllegalArgumentException if libtorch has no operation for one of its layers
     */
    ForwardPass(NetworkGraph graph, boolean matrixProducts) {
        this.graph = graph;
        this.matrixProducts = matrixProducts;
        graph.nodes().forEach(node -> node.inputs().forEach(input -> readers.merge(input, 1, Integer::sum)));
    }

    /**
     * Runs all layers but the last softmax or sigmoid, if there is one.
     *
     * @param images {@code [count, 3, height, width]}; stays open
     * @param tensors the network's tensors by name; running statistics are followed if training
     * @param training what dropout lets through, if training: batch norm then uses the batch's statistics
     * @return logits {@code [count, outputs]}, or what the last node of a front part puts out
     */
    NDArray logits(NDArray images, Map<String, NDArray> tensors, Optional<DropoutMasks> training) {
        Map<String, NDArray> results = new HashMap<>();
        Map<String, Integer> unread = new HashMap<>(readers);
        NDArray last = images;
        for (Node node : graph.nodes()) {
            if (node.operation() instanceof Operation.Softmax || node.operation() instanceof Operation.Sigmoid) {
                return last;
            }
            List<NDArray> inputs = node.inputs().stream().map(results::get).toList();
            last = node.inputs().isEmpty() ? images : compute(node, inputs, tensors, training);
            results.put(node.name(), last);
            for (String input : node.inputs()) {
                if (unread.merge(input, -1, Integer::sum) == 0) {
                    NDArray read = results.remove(input);
                    if (read != images && read != last) {
                        read.close();
                    }
                }
            }
        }
        return last;
    }

    private NDArray compute(
            Node node, List<NDArray> inputs, Map<String, NDArray> tensors, Optional<DropoutMasks> training) {
        NDArray input = inputs.get(0);
        Operation operation = node.operation();
        if (operation instanceof Operation.Convolution c) {
            return convolution(node, c, input, tensors);
        } else if (operation instanceof Operation.BatchNorm b) {
            return batchNorm(node, b, input, tensors, training.isPresent());
        } else if (operation instanceof Operation.Relu) {
            return Activation.relu(input);
        } else if (operation instanceof Operation.Add) {
            return input.add(inputs.get(1));
        } else if (operation instanceof Operation.MaxPool p) {
            return maxPool(p, input);
        } else if (operation instanceof Operation.AveragePool p) {
            Shape size = new Shape(p.kernel(), p.kernel());
            boolean partialWindows = p.padding().after() > 0;
            return Pool.avgPool2d(
                    input, size, new Shape(p.stride(), p.stride()), new Shape(0, 0), partialWindows, false);
        } else if (operation instanceof Operation.ZeroPadShortcut z) {
            return zeroPad(z, input);
        } else if (operation instanceof Operation.ChannelMean) {
            try (NDArray means = Pool.globalAvgPool2d(input)) {
                return means.reshape(means.getShape().get(0), means.getShape().get(1), 1, 1);
            }
        } else if (operation instanceof Operation.ChannelGate) {
            try (NDArray share = Activation.sigmoid(inputs.get(1))) {
                return input.mul(share);
            }
        } else if (operation instanceof Operation.GlobalAveragePool) {
            return Pool.globalAvgPool2d(input);
        } else if (operation instanceof Operation.GlobalMaxPool) {
            return Pool.globalMaxPool2d(input);
        } else if (operation instanceof Operation.Flatten) {
            return input.reshape(input.getShape().get(0), -1);
        } else if (operation instanceof Operation.Dropout d) {
            return training.map(masks -> dropout(d, input, masks)).orElse(input);
        } else if (operation instanceof Operation.Dense) {
            return Linear.linear(input, tensors.get(node.name() + ".weight"), tensors.get(node.name() + ".bias"))
                    .singletonOrThrow();
        }
        throw new IllegalArgumentException("PyTorch has no layer for " + operation + ".");
    }

    private NDArray convolution(Node node, Operation.Convolution c, NDArray input, Map<String, NDArray> tensors) {
        boolean unsound =
                PointwiseConvolution.isUnsound(c) && !input.getDevice().isGpu();
        if (c.groups() == 1 && (unsound || (matrixProducts && PointwiseConvolution.fits(c)))) {
            return PointwiseConvolution.compute(
                    c,
                    input,
                    tensors.get(node.name() + ".weight"),
                    c.bias() ? tensors.get(node.name() + ".bias") : null);
        }
        Padding padding = c.padding();
        boolean even = padding.before() == padding.after();
        NDArray padded = even ? input : pad(input, padding, 0);
        NDArray output = Conv2d.conv2d(
                        padded,
                        tensors.get(node.name() + ".weight"),
                        c.bias() ? tensors.get(node.name() + ".bias") : null,
                        new Shape(c.stride(), c.stride()),
                        even ? new Shape(padding.before(), padding.before()) : new Shape(0, 0),
                        ONE,
                        c.groups())
                .singletonOrThrow();
        if (!even) {
            padded.close();
        }
        return output;
    }

    private static NDArray pad(NDArray input, Padding padding, double value) {
        return input.pad(new Shape(padding.before(), padding.after(), padding.before(), padding.after()), value);
    }

    private static NDArray batchNorm(
            Node node, Operation.BatchNorm b, NDArray input, Map<String, NDArray> tensors, boolean training) {
        NDArray mean = tensors.get(node.name() + ".running_mean");
        NDArray variance = tensors.get(node.name() + ".running_var");
        NDArray gamma = tensors.get(node.name() + ".weight");
        NDArray beta = tensors.get(node.name() + ".bias");
        if (training && input.size() == b.channels()) {
            return oneValue(b, input, mean, variance, beta);
        }
        return BatchNorm.batchNorm(
                        input, mean, variance, gamma, beta, -1, (float) b.momentum(), (float) b.epsilon(), training)
                .singletonOrThrow();
    }

    /** One value is its own mean: the output is beta, and the variance is zero. libtorch refuses this case. */
    private static NDArray oneValue(
            Operation.BatchNorm b, NDArray input, NDArray mean, NDArray variance, NDArray beta) {
        NDArray value = input.stopGradient().reshape(b.channels());
        mean.muli(b.momentum()).addi(value.mul(1 - b.momentum()));
        variance.muli(b.momentum());
        return input.mul(0).add(beta.reshape(1, b.channels(), 1, 1));
    }

    private static NDArray maxPool(Operation.MaxPool p, NDArray input) {
        Padding padding = p.padding();
        boolean even = padding.before() == padding.after();
        NDArray padded = even ? input : pad(input, padding, Double.NEGATIVE_INFINITY);
        Shape none = new Shape(0, 0);
        NDArray output = Pool.maxPool2d(
                padded,
                new Shape(p.kernel(), p.kernel()),
                new Shape(p.stride(), p.stride()),
                even ? new Shape(padding.before(), padding.before()) : none,
                false);
        if (!even) {
            padded.close();
        }
        return output;
    }

    private static NDArray zeroPad(Operation.ZeroPadShortcut z, NDArray input) {
        NDArray sampled =
                z.stride() == 1 ? input : input.get(new NDIndex(":, :, ::" + z.stride() + ", ::" + z.stride()));
        if (z.outputChannels() == z.inputChannels()) {
            return sampled;
        }
        NDArray padded = sampled.pad(new Shape(0, 0, 0, 0, z.channelsBefore(), z.channelsBehind()), 0);
        if (sampled != input) {
            sampled.close();
        }
        return padded;
    }

    private static NDArray dropout(Operation.Dropout dropout, NDArray input, DropoutMasks masks) {
        int size = Math.toIntExact(input.getShape().get(1));
        try (NDArray mask = input.getManager().create(masks.mask(size, dropout.share()), input.getShape())) {
            return input.mul(mask);
        }
    }
}
