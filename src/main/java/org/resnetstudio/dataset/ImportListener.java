package org.resnetstudio.dataset;

/** Hears how far an import is. */
@FunctionalInterface
public interface ImportListener {
    /** Hears nothing. */
    ImportListener NONE = (phase, done, total) -> {};

    /** What an import is doing. */
    enum Phase {
        /** Looking through folders: {@code done} files so far, the total is unknown (0). */
        FINDING,
        /** Reading the beginnings of the files. */
        CHECKING,
        /** Writing to the project: {@code done} is 0, then the total. */
        STORING
    }

    /**
     * Called on threads of the import, never on two at once, every few hundred files and at the end of each phase.
     *
     * @param done files so far
     * @param total files in all; 0 while unknown
     */
    void progress(Phase phase, int done, int total);
}
