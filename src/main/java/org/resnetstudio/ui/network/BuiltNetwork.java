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
    int depth() {
        int depth = 0;
        boolean squeezing = false;
        for (Node node : graph.nodes()) {
            Operation operation = node.operation();
            squeezing = operation instanceof Operation.ChannelMean
                    || (squeezing && !(operation instanceof Operation.ChannelGate));
            boolean weighs = operation instanceof Operation.Convolution || operation instanceof Operation.Dense;
            if (weighs && !squeezing && !node.place().onShortcut()) {
                depth++;
            }
        }
        return depth;
    }
}
