package org.resnetstudio.export;

import org.resnetstudio.network.NetworkGraph;
import org.resnetstudio.problem.InvalidValueException;
import org.resnetstudio.problem.Sentence;
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
            throw new InvalidValueException(Sentence.of(
                    "problem.export.class-names", classes, metadata.classes().size()));
        }
        int size = network.spec().input().imageSizePx();
        if (metadata.imageSizePx() != size) {
            throw new InvalidValueException(Sentence.of("problem.export.other-size", size, metadata.imageSizePx()));
        }
    }
}
