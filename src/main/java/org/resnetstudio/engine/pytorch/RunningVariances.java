package org.resnetstudio.engine.pytorch;

import ai.djl.ndarray.NDArray;
import java.util.Map;
import org.resnetstudio.network.NetworkGraph;
import org.resnetstudio.network.Node;
import org.resnetstudio.network.Operation;

/**
 * Makes running variances follow the biased variance of each batch (divided by n), as in the other engine, where libtorch follows the
 * unbiased one (divided by n - 1): they are scaled by n / (n - 1) before the forward pass and back after the backward pass, which
 * must find them as the forward pass left them.
 */
final class RunningVariances {
    private final NetworkGraph network;
    private final Map<String, NDArray> tensors;

    RunningVariances(NetworkGraph network, Map<String, NDArray> tensors) {
        this.network = network;
        this.tensors = tensors;
    }

    /** Before the forward pass over so many pictures. */
    void beforeForward(int pictures) {
        scale(pictures, true);
    }

    /** After the backward pass over so many pictures. */
    void afterBackward(int pictures) {
        scale(pictures, false);
    }

    private void scale(int pictures, boolean up) {
        for (Node node : network.nodes()) {
            double n =
                    (double) pictures * node.output().height() * node.output().width();
            if (node.operation() instanceof Operation.BatchNorm && n > 1) {
                tensors.get(node.name() + ".running_var").muli(up ? n / (n - 1) : (n - 1) / n);
            }
        }
    }
}
