package org.resnetstudio.weights;

import java.util.HashSet;
import java.util.List;

/**
 * How the classes that a source of weights tells apart belong to those of a network.
 *
 * @param same whether they are the same ones, so that its head can serve
 * @param rows for each class of the network, which output of the source it is; empty where they are in the same order, or nobody knows
 */
public record HeadClasses(boolean same, List<Integer> rows) {
    /** The source does not name its classes: where the numbers fit, its outputs are taken as they stand. */
    public static final HeadClasses UNKNOWN = new HeadClasses(true, List.of());

    public HeadClasses {
        rows = List.copyOf(rows);
    }

    /**
     * By their names.
     *
     * @param source in the order of its outputs
     * @param network in the order of the network's outputs
     */
    public static HeadClasses of(List<String> source, List<String> network) {
        if (source.equals(network)) {
            return UNKNOWN;
        }
        boolean same = source.size() == network.size() && new HashSet<>(source).equals(new HashSet<>(network));
        return same
                ? new HeadClasses(true, network.stream().map(source::indexOf).toList())
                : new HeadClasses(false, List.of());
    }

    /** The last layer's weight or bias with its outputs in the order of the network's classes. */
    Tensor inOrder(Tensor tensor) {
        if (rows.isEmpty()) {
            return tensor;
        }
        float[] values = tensor.values();
        float[] ordered = new float[values.length];
        int outputs = tensor.shape().get(0);
        if (outputs == 1) {
            // one sigmoid, the probability of the second class: that of the other one is the sigmoid of the opposite
            for (int i = 0; i < values.length; i++) {
                ordered[i] = -values[i];
            }
        } else {
            int width = values.length / outputs;
            for (int row = 0; row < outputs; row++) {
                System.arraycopy(values, rows.get(row) * width, ordered, row * width, width);
            }
        }
        return new Tensor(tensor.shape(), ordered);
    }
}
