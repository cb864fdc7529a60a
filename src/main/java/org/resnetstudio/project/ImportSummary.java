package org.resnetstudio.project;

import java.util.List;
import org.resnetstudio.dataset.ImportProblem;

/**
 * What an import did.
 *
 * @param added pictures that are in the project now and were not before
 * @param skipped pictures that were there already, by path
 * @param problems files and folders that could not be taken in, one sentence each
 * @param classesAdded new classes
 * @param cancelled whether it was cancelled; then nothing was added
 */
public record ImportSummary(int added, int skipped, List<ImportProblem> problems, int classesAdded, boolean cancelled) {
    public ImportSummary {
        problems = List.copyOf(problems);
    }
}
