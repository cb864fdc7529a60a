package org.resnetstudio.dataset;

import java.nio.file.Path;
import org.resnetstudio.problem.Sentence;

/** Hears of files and folders that cannot be taken in. */
@FunctionalInterface
interface ProblemSink {
    /**
     * Hears of one.
     *
     * @param reason one sentence for people
     */
    void add(LeftOut kind, Path file, Sentence reason);
}
