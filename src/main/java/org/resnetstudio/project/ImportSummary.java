package org.resnetstudio.project;

import java.util.List;
import java.util.Map;
import org.resnetstudio.dataset.ImportProblem;
import org.resnetstudio.dataset.LeftOut;

/**
 * What an import did.
 *
 * @param added pictures that are in the project now and were not before
 * @param skipped pictures that were there already, by path
 * @param problems files and folders that could not be taken in, one sentence each
 * @param warnings files and folders that were taken in, but perhaps not as they were meant, one sentence each
 * @param leftOut how many could not be taken in, by kind
 * @param classesAdded new classes
 * @param cancelled whether it was cancelled; then nothing was added
 */
public record ImportSummary(
        int added,
        int skipped,
        List<ImportProblem> problems,
        List<ImportProblem> warnings,
        Map<LeftOut, Integer> leftOut,
        int classesAdded,
        boolean cancelled) {
    public ImportSummary {
        problems = List.copyOf(problems);
        warnings = List.copyOf(warnings);
        leftOut = Map.copyOf(leftOut);
    }
}
