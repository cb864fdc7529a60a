package org.resnetstudio.ui.network;

import org.resnetstudio.network.NetworkGraph;
import org.resnetstudio.network.Operation;

/**
 * A network with its layers and what it costs.
 *
 * @param choice that it was built from
 * @param graph for the present classes
 * @param totals what it costs
 */
record BuiltNetwork(NetworkChoice choice, NetworkGraph graph, NetworkTotals totals) {
    /** Layers with weights one after the other: the number in the names of ResNets. */
    long depth() {
        return graph.nodes().stream()
                .filter(node -> !node.place().onShortcut())
                .filter(node -> node.operation() instanceof Operation.Convolution
                        || node.operation() instanceof Operation.Dense)
                .count();
    }
}
