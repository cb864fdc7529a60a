package org.resnetstudio.export;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.resnetstudio.problem.Sentence;

/**
 * A kind of file that a trained network is written as. A new one is a class and a line in
 * {@code META-INF/services/org.resnetstudio.export.ExportFormat}: the command line, the desktop's panel and the bundle follow from it.
 * Has a constructor without parameters, and needs no library before it writes.
 */
public interface ExportFormat {
    /** The formats there are, in the order in which they are offered. */
    static List<ExportFormat> all() {
        return ServiceLoader.load(ExportFormat.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    /** Its name on the command line, and in the texts of the desktop: {@code export.format.<name>} and {@code export.explain.<name>}. */
    String name();

    /** Ending of its files, without the dot. */
    String extension();

    /** Its title in English, where a language has no text for it. */
    String title();

    /** What it is good for, in English, where a language has no text for it. */
    String explanation();

    /**
     * Writes a file, whole or not at all; replaces one that is there.
     *
     * @throws IOException with a sentence, if it cannot be written, or this model cannot be written so
     */
    void write(Exported exported, Path file) throws IOException;

    /** What opens such a file, so that it can be compared with the network that was trained; empty if it is no model. */
    default Optional<Exported.Opener> opener() {
        return Optional.empty();
    }

    /** Why a model cannot be written so, in a sentence; empty if it can. Bundles are written without such a format. */
    default Optional<Sentence> obstacle(SavedModel model) {
        return Optional.empty();
    }

    /** How far a probability may lie from that of the trained network, 0 to 1. */
    default double tolerance() {
        return OnnxVerifier.TOLERANCE;
    }

    /** What it is called in a bundle; empty if bundles do not hold it. */
    default Optional<String> nameInBundle() {
        return Optional.empty();
    }
}
