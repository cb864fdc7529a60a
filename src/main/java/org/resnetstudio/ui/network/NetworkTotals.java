package org.resnetstudio.ui.network;

import org.resnetstudio.network.NetworkGraph;

/**
 * What a network costs.
 *
 * @param parameters learned values
 * @param flops multiply-adds for one picture
 * @param weightBytes size of the weights on disk: 4 bytes a value, running statistics included
 * @param trainingBytes estimate of the memory that training needs at that batch size
 * @param batchSize pictures per update that the estimate is for
 */
public record NetworkTotals(long parameters, long flops, long weightBytes, long trainingBytes, int batchSize) {
    /**
     * Adds up a network. For training, the estimate counts every activation with its gradient, and for each weight its gradient
     * and two values of the optimizer, in 4 bytes each.
     */
    public static NetworkTotals of(NetworkGraph graph, int batchSize) {
        long activations = 2 * graph.activationElements() * batchSize;
        long weights = graph.allParameters() + 3 * graph.trainableParameters();
        return new NetworkTotals(
                graph.trainableParameters(),
                graph.flops(),
                4 * graph.allParameters(),
                4 * (activations + weights),
                batchSize);
    }
}
