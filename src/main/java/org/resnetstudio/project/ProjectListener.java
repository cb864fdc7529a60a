package org.resnetstudio.project;

/** Told after each change of a project. */
@FunctionalInterface
public interface ProjectListener {
    /**
     * Called on the thread that made the change, after it was stored. With several editing threads, calls may arrive
     * out of order: the highest version is the present one.
     */
    void changed(long version);
}
