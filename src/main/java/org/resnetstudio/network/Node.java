package org.resnetstudio.network;

import java.util.ArrayList;
import java.util.List;

/**
 * One layer of a {@link NetworkGraph}.
 *
 * @param name unique in the graph; torchvision's module name where there is one ({@code layer1.0.conv1})
 * @param operation what it computes
 * @param inputs names of the nodes it reads, in order
 * @param output shape of its result for one picture
 * @param place where it stands, for the diagram
 */
public record Node(String name, Operation operation, List<String> inputs, Shape output, Position place) {
    /**
     * Where a node stands in the network.
     *
     * @param stage 0 for the stem, 1 and up for the stages, one more than the last stage for the head
     * @param block 0-based residual block within the stage; -1 outside stages
     * @param path which way through its block it is on
     */
    public record Position(int stage, int block, Path path) {
        /** The same stage and block, on another way. */
        Position on(Path other) {
            return new Position(stage, block, other);
        }
    }

    /** The ways that data takes through a block. */
    public enum Path {
        /** The residual function; outside of blocks the only way. */
        MAIN,
        /** Around it. */
        SHORTCUT,
        /** Beside it, where squeeze-and-excitation finds how much each channel counts. */
        SQUEEZE
    }

    public Node {
        inputs = List.copyOf(inputs);
    }

    /** The tensors this node holds, in torchvision's order; empty for a node without any. */
    public List<TensorSpec> tensors() {
        List<TensorSpec> tensors = new ArrayList<>();
        if (operation instanceof Operation.Convolution c) {
            tensors.add(new TensorSpec(name + ".weight", c.weightShape(), TensorSpec.Role.WEIGHT));
            if (c.bias()) {
                tensors.add(tensor("bias", TensorSpec.Role.BIAS, c.outputChannels()));
            }
        } else if (operation instanceof Operation.BatchNorm b) {
            tensors.add(tensor("weight", TensorSpec.Role.GAMMA, b.channels()));
            tensors.add(tensor("bias", TensorSpec.Role.BETA, b.channels()));
            tensors.add(tensor("running_mean", TensorSpec.Role.RUNNING_MEAN, b.channels()));
            tensors.add(tensor("running_var", TensorSpec.Role.RUNNING_VARIANCE, b.channels()));
        } else if (operation instanceof Operation.Dense d) {
            tensors.add(tensor("weight", TensorSpec.Role.WEIGHT, d.outputs(), d.inputs()));
            tensors.add(tensor("bias", TensorSpec.Role.BIAS, d.outputs()));
        }
        return List.copyOf(tensors);
    }

    private TensorSpec tensor(String suffix, TensorSpec.Role role, Integer... shape) {
        return new TensorSpec(name + "." + suffix, List.of(shape), role);
    }

    /**
     * Number of learned values, as torchvision counts them: running statistics are not among them.
     */
    public long trainableParameters() {
        return tensors().stream()
                .filter(t -> t.role().trainable())
                .mapToLong(TensorSpec::elements)
                .sum();
    }

    /** Number of running statistics, which Keras counts as non-trainable parameters. */
    public long runningStatistics() {
        return tensors().stream()
                .filter(t -> !t.role().trainable())
                .mapToLong(TensorSpec::elements)
                .sum();
    }

    /** Multiply-adds for one picture in convolutions and dense layers, as papers count FLOPs; 0 for all other layers. */
    public long flops() {
        if (operation instanceof Operation.Convolution c) {
            return output.elements() * c.flopsPerValue();
        }
        if (operation instanceof Operation.Dense d) {
            return (long) d.inputs() * d.outputs();
        }
        return 0;
    }
}
