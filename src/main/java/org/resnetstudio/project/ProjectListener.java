package org.resnetstudio.project;

/** Told what each edit of a project changed. */
@FunctionalInterface
public interface ProjectListener {
    /**
     * Called on the thread that made the change, after it was stored. With several editing threads, calls may arrive
     * out of order: a change follows on the one that left the very dataset that it found.
     */
    void changed(ProjectChange change);
}
