package org.resnetstudio.project;

import java.util.List;
import org.resnetstudio.dataset.ImportProblem;

/**
 * What reading a label file into a project did.
 *
 * @param matched rows whose file is in the project
 * @param edit what changed
 * @param namesClasses whether the file says anything of labels; if not, all of them stayed
 * @param unmatched rows that were left out, one sentence each
 */
public record LabelSummary(int matched, Edit edit, boolean namesClasses, List<ImportProblem> unmatched) {
    public LabelSummary {
        unmatched = List.copyOf(unmatched);
    }
}
