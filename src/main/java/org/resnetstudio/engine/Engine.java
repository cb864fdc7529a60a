package org.resnetstudio.engine;

import org.resnetstudio.network.NetworkGraph;
import org.resnetstudio.weights.Weights;

/**
 * The boundary to a deep-learning library. Nothing of the library shows through it: networks come in as {@link NetworkGraph}s,
 * weights and optimizer state as named tensors, pictures as batches.
 */
public interface Engine {
    /** Short name as typed on the command line: {@code dl4j}. */
    String name();

    /** Name and version of the library, as shown to people and kept as provenance. */
    String description();

    /** What it computes on. */
    Device device();

    /** How it computes there. */
    default Way way() {
        return Way.DIRECT;
    }

    /**
     * Whether its threads should leave the processor to other programs where they wait for each other. The results are the same, bit for
     * bit; a quiet machine is a tenth faster without, and one with another busy program twice as fast with it.
     */
    default void setYielding(boolean yielding) {}

    /**
     * Builds a network that can be trained.
     *
     * @param graph its layers
     * @param weights first weights; must fit the graph
     * @param optimizer update rule and its constants
     * @throws EngineException if the library cannot build it; the message says what to do
     */
    TrainableNetwork create(NetworkGraph graph, Weights weights, OptimizerSettings optimizer) throws EngineException;

    /**
     * Builds the front part of a network, see {@link NetworkGraph#split}.
     *
     * @param front its layers
     * @param weights of these layers; must fit
     * @throws EngineException if the library cannot build it; the message says what to do
     */
    FeatureExtractor extractor(NetworkGraph front, Weights weights) throws EngineException;
}
