package org.resnetstudio.runs;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import org.resnetstudio.problem.Sentence;

/**
 * A run as lists of runs show it, read from its folder at one moment.
 *
 * @param folder of the run
 * @param record what it was started with
 * @param status where it stands
 * @param failure one sentence, if it failed
 * @param epochs number of those finished
 * @param bestEpoch see {@link BestSoFar}, 1-based; 0 before the first epoch
 * @param bestValidationAccuracy 0 to 1; empty before the first epoch, or without validation samples
 * @param testAccuracy 0 to 1; empty before the end, or without test samples
 * @param resumable whether it can go on, from its last checkpoint or from its beginning, and has not reached its last epoch
 * @param hasModel whether there is a model to evaluate, use and begin with
 */
public record RunSummary(
        Path folder,
        RunRecord record,
        Status status,
        Optional<Sentence> failure,
        int epochs,
        int bestEpoch,
        OptionalDouble bestValidationAccuracy,
        OptionalDouble testAccuracy,
        boolean resumable,
        boolean hasModel) {
    /** Where a run stands. */
    public enum Status {
        /** A trainer is at work on it. */
        RUNNING,
        /** All epochs are done. */
        COMPLETED,
        /** Somebody stopped it; it can be resumed. */
        STOPPED,
        /** It ended on its own, or its trainer was killed; its last checkpoint stays usable. */
        FAILED
    }
}
