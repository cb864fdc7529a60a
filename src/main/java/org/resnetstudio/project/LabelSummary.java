package org.resnetstudio.project;

import java.util.List;
import org.resnetstudio.dataset.ImportProblem;

/**
 * What reading a label file into a project did.
 *
 * @param matched rows whose file is in the project
 * @param edit what changed
 * @param unmatched rows that were left out, one sentence each
 */
public record LabelSummary(int matched, Edit edit, List<ImportProblem> unmatched) {
    public LabelSummary {
        unmatched = List.copyOf(unmatched);
    }
}
