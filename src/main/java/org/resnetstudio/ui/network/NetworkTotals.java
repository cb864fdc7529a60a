package org.resnetstudio.ui.network;

import java.util.OptionalDouble;
import org.resnetstudio.network.NetworkGraph;

/**
 * What a network costs.
 *
 * @param parameters learned values
 * @param flops multiply-adds for one picture
 * @param weightBytes size of the weights on disk: 4 bytes a value, running statistics included
 * @param trainingBytes estimate of what training takes at that batch size of the device's memory
 * @param batchSize pictures per update that the estimate is for
 * @param device that the estimate is for
 * @param epochSeconds how long an epoch takes here; empty while nobody knows
 */
record NetworkTotals(
        long parameters,
        long flops,
        long weightBytes,
        long trainingBytes,
        int batchSize,
        TrainingDevice device,
        OptionalDouble epochSeconds) {
    /** Adds up a network. */
    static NetworkTotals of(NetworkGraph graph, NetworkSurroundings surroundings) {
        return new NetworkTotals(
                graph.trainableParameters(),
                graph.flops(),
                4 * graph.allParameters(),
                surroundings.device().forecast().bytes(graph, surroundings.batchSize()),
                surroundings.batchSize(),
                surroundings.device(),
                surroundings.epochSeconds(graph));
    }
}
