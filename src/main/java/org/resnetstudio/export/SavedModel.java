package org.resnetstudio.export;

import org.resnetstudio.network.NetworkGraph;
import org.resnetstudio.problem.InvalidValueException;
import org.resnetstudio.weights.Weights;

/**
 * A trained network with all that is needed to use it.
 *
 * @param network its layers
 * @param weights all of the network's tensors
 * @param metadata classes and preparation of pictures
 */
public record SavedModel(NetworkGraph network, Weights weights, ModelMetadata metadata) {
    /**
     * @throws IllegalArgumentException if the parts do not belong together; the message says which
     */
    public SavedModel {
        weights.requireFit(network);
        int classes = network.spec().input().classes();
        if (metadata.classes().size() != classes) {
            throw new InvalidValueException("The network tells " + classes + " classes apart, but "
                    + metadata.classes().size() + " are named: give as many names.");
        }
        int size = network.spec().input().imageSizePx();
        if (metadata.imageSizePx() != size) {
            throw new InvalidValueException("The network takes pictures of " + size + " pixels, not "
                    + metadata.imageSizePx() + ": give the same size.");
        }
    }
}
