package org.resnetstudio.ui.network;

import java.util.OptionalDouble;
import org.resnetstudio.network.NetworkGraph;
import org.resnetstudio.network.TrainingMemory;

/**
 * What a network costs.
 *
 * @param parameters learned values
 * @param flops multiply-adds for one picture
 * @param weightBytes size of the weights on disk: 4 bytes a value, running statistics included
 * @param trainingBytes estimate of the memory of the whole training process at that batch size
 * @param batchSize pictures per update that the estimate is for
 * @param epochSeconds how long an epoch takes here; empty while nobody knows
 */
public record NetworkTotals(
        long parameters, long flops, long weightBytes, long trainingBytes, int batchSize, OptionalDouble epochSeconds) {
    /** Adds up a network; the estimate is for the engine that needs more memory. */
    static NetworkTotals of(NetworkGraph graph, NetworkSurroundings surroundings) {
        return new NetworkTotals(
                graph.trainableParameters(),
                graph.flops(),
                4 * graph.allParameters(),
                TrainingMemory.DEEPLEARNING4J.bytes(graph, surroundings.batchSize()),
                surroundings.batchSize(),
                surroundings.epochSeconds(graph));
    }
}
