package org.resnetstudio.engine;

import java.util.List;
import java.util.Optional;

/**
 * What a working engine says about itself.
 *
 * @param description name and version of the library
 * @param device that it would compute on
 * @param cardProblem its words, if it sees a graphics card that fails; else empty
 * @param loops what its loops run on; empty if it does not tell
 * @param advice what could be better here, a sentence each
 */
public record EngineReport(
        String description, Device device, String cardProblem, Optional<Loops> loops, List<String> advice) {
    /**
     * What computes.
     *
     * @param matrixLibrary such as {@code OPENBLAS}
     * @param threads of the native library
     * @param oneDnn whether convolutions run on oneDNN
     */
    public record Loops(String matrixLibrary, int threads, boolean oneDnn) {}

    public EngineReport {
        advice = List.copyOf(advice);
    }
}
