package org.resnetstudio.ui.shell;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.resnetstudio.dataset.Dataset;
import org.resnetstudio.project.ProjectChange;

/** Puts the changes of a project, which come from several threads, in the order in which they were made, and several of them together. */
final class ChangeQueue {
    private final List<ProjectChange> waiting = new ArrayList<>();

    /** Takes a change, from any thread. */
    synchronized void add(ProjectChange change) {
        waiting.add(change);
    }

    /** All changes that lead on from a dataset, as one; those that are in it already are forgotten. */
    synchronized Optional<ProjectChange> takeFrom(Dataset shown) {
        Optional<ProjectChange> all = next(shown);
        for (Optional<ProjectChange> more = all; more.isPresent(); ) {
            more = next(all.get().after());
            if (more.isPresent()) {
                all = Optional.of(all.get().then(more.get()));
            }
        }
        long reached = all.map(ProjectChange::version).orElse(0L);
        waiting.removeIf(change -> change.version() <= reached);
        return all;
    }

    /** Another dataset may be equal: after an edit was taken back, it is as it was before. */
    @SuppressWarnings("ReferenceEquality")
    private Optional<ProjectChange> next(Dataset from) {
        for (Iterator<ProjectChange> rest = waiting.iterator(); rest.hasNext(); ) {
            ProjectChange change = rest.next();
            if (change.before() == from) {
                rest.remove();
                return Optional.of(change);
            }
        }
        return Optional.empty();
    }
}
