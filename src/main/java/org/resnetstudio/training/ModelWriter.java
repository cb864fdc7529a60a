package org.resnetstudio.training;

import java.io.IOException;
import java.nio.file.Path;
import org.resnetstudio.network.NetworkGraph;
import org.resnetstudio.runs.RunRecord;
import org.resnetstudio.weights.Weights;

/** Writes a trained network as a file that runs elsewhere; called at every new best checkpoint. */
@FunctionalInterface
public interface ModelWriter {
    /**
     * Replaces the file, wholly or not at all.
     *
     * @param graph the network
     * @param weights that fit it
     * @param run what it was trained with: classes, preprocessing, provenance
     * @param file to write
     * @throws IOException if it cannot be written
     */
    void write(NetworkGraph graph, Weights weights, RunRecord run, Path file) throws IOException;
}
