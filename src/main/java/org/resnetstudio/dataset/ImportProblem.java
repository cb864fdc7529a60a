package org.resnetstudio.dataset;

import java.nio.file.Path;

/**
 * A file or folder that could not be taken in.
 *
 * @param file which
 * @param reason one sentence for people
 */
public record ImportProblem(Path file, String reason) {}
