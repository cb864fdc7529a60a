package org.resnetstudio.engine.pytorch;

import java.util.Locale;
import org.resnetstudio.files.DiskFailure;
import org.resnetstudio.problem.Causes;
import org.resnetstudio.problem.Sentence;

/** Why libtorch could not be loaded, in one sentence with its remedy. */
final class LoadFailure {

    private LoadFailure() {}

    /**
     * The sentence.
     *
     * @param failure what Deep Java Library or the system threw
     * @param systemName {@code os.name}
     */
    static Sentence sentence(Throwable failure, String systemName) {
        String reason = Causes.reason(failure);
        String lower = reason.toLowerCase(Locale.ROOT);
        boolean windows = systemName.startsWith("Windows");
        if (lower.contains("glibc") || lower.contains("cxxabi")) {
            return Sentence.of("problem.engine.pytorch.c-library", reason);
        }
        if (windows && (lower.contains("dependent libraries") || lower.contains("module could not be found"))) {
            return Sentence.of("problem.engine.pytorch.visual-c", reason);
        }
        if (lower.contains("failed to map segment") || lower.contains("operation not permitted")) {
            return Sentence.of("problem.engine.pytorch.no-programs", reason);
        }
        if (DiskFailure.isFull(reason)) {
            return Sentence.of("problem.engine.pytorch.disk-full", reason);
        }
        if (lower.contains("offline mode") || lower.contains("no pytorch native library")) {
            return Sentence.of("problem.engine.pytorch.no-library");
        }
        return Sentence.of("problem.engine.pytorch.library", reason);
    }
}
