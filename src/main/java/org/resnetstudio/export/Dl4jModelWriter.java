package org.resnetstudio.export;

import java.io.IOException;
import java.nio.file.Path;
import org.resnetstudio.network.NetworkGraph;
import org.resnetstudio.weights.Weights;

/** Writes a model in Deeplearning4j's own format; passed in, so that only the engine knows that library. */
@FunctionalInterface
public interface Dl4jModelWriter {
    /** Writes a new file that Deeplearning4j's {@code ModelSerializer} can read. */
    void write(NetworkGraph network, Weights weights, Path file) throws IOException;
}
