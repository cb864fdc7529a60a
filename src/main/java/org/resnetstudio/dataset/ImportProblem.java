package org.resnetstudio.dataset;

import java.nio.file.Path;
import org.resnetstudio.problem.Sentence;

/**
 * A file or folder that could not be taken in.
 *
 * @param file which
 * @param reason one sentence for people
 */
public record ImportProblem(Path file, Sentence reason) {}
