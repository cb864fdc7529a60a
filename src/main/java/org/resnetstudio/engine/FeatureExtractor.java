package org.resnetstudio.engine;

import org.resnetstudio.image.Batch;

/** The front part of a network, which is used and not trained: batch norm works with its stored statistics. For one thread at a time. */
public interface FeatureExtractor extends AutoCloseable {
    /**
     * What the part's last node puts out.
     *
     * @param batch normalised pictures
     * @return {@code [count, channels, height, width]} in C order, or {@code [count, size]} for vectors
     * @throws EngineException if the device fails or runs out of memory
     */
    float[] features(Batch batch) throws EngineException;

    /** Frees the device's memory. */
    @Override
    void close();
}
