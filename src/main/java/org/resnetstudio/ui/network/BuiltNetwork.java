package org.resnetstudio.ui.network;

import org.resnetstudio.network.NetworkGraph;
import org.resnetstudio.network.Node;
import org.resnetstudio.network.Operation;

/**
 * A network with its layers and what it costs.
 *
 * @param choice that it was built from
 * @param graph for the present classes
 * @param totals what it costs
 */
record BuiltNetwork(NetworkChoice choice, NetworkGraph graph, NetworkTotals totals) {
    /** Layers with weights one after the other, those of squeeze-and-excitation aside: the number in the names of ResNets. */
    long depth() {
        return graph.nodes().stream()
                .filter(node -> node.place().path() == Node.Path.MAIN)
                .filter(node -> node.operation() instanceof Operation.Convolution
                        || node.operation() instanceof Operation.Dense)
                .count();
    }
}
