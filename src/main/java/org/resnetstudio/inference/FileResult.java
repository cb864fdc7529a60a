package org.resnetstudio.inference;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.resnetstudio.problem.Sentence;

/**
 * What came of classifying one file.
 *
 * @param file as it was given
 * @param predictions most probable first; empty if there was a problem
 * @param problem why the file could not be classified, as one sentence
 */
public record FileResult(Path file, List<Prediction> predictions, Optional<Sentence> problem) {
    public FileResult {
        predictions = List.copyOf(predictions);
    }

    static FileResult of(Path file, List<Prediction> predictions) {
        return new FileResult(file, predictions, Optional.empty());
    }

    /** A file, or a folder of files, that could not be read. */
    public static FileResult failed(Path file, Sentence problem) {
        return new FileResult(file, List.of(), Optional.of(problem));
    }
}
