package org.resnetstudio.ui.shell;

import java.util.concurrent.CancellationException;

/** How background work tells how far it is, and learns that it should stop. Thread-safe; cheap enough to call often. */
public interface JobProgress {
    /**
     * Tells how far the work is.
     *
     * @param done parts done
     * @param total parts in all; 0 or less when that is not known
     */
    void report(long done, long total);

    /** Tells what is being done now, in a few words for people. */
    void message(String text);

    /** Whether somebody has asked to stop. */
    boolean isCancelled();

    /** Ends the work when somebody has asked to stop. */
    default void checkCancelled() {
        if (isCancelled()) {
            throw new CancellationException();
        }
    }
}
