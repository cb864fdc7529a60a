package org.resnetstudio.engine.dl4j;

import java.util.Locale;
import org.nd4j.linalg.factory.Nd4j;
import org.resnetstudio.engine.EngineException;

/** Turns what Deeplearning4j throws into one sentence and a remedy. */
final class Failures {
    /** Work that may fail in Deeplearning4j's ways. */
    interface Work<T> {
        T run() throws EngineException;
    }

    private Failures() {}

    /**
     * Runs work of the engine.
     *
     * @param what completes "The engine could not …"
     * @throws EngineException in place of any failure of Deeplearning4j; wrong arguments pass through
     */
    static <T> T guard(String what, Work<T> work) throws EngineException {
        try {
            return work.run();
        } catch (OutOfMemoryError e) {
            releaseMemory();
            throw outOfMemory(what, e);
        } catch (IllegalArgumentException e) {
            throw e;
        } catch (RuntimeException | LinkageError e) {
            releaseMemory();
            throw translate(what, e);
        }
    }

    static EngineException translate(String what, Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            String message = String.valueOf(t.getMessage()).toLowerCase(Locale.ROOT);
            if (t instanceof OutOfMemoryError
                    || message.contains("failed to allocate")
                    || message.contains("out of memory")
                    || message.contains("bad_alloc")) {
                return outOfMemory(what, failure);
            }
        }
        return new EngineException(
                "Deeplearning4j could not " + what + " (" + failure.getMessage()
                        + "); try again, or choose another engine or device.",
                failure);
    }

    private static EngineException outOfMemory(String what, Throwable cause) {
        return new EngineException(
                "There is not enough memory to " + what
                        + "; choose a smaller batch, smaller pictures or a smaller network.",
                cause);
    }

    /** Workspaces keep the size of the largest pass they saw, and would fail the next, smaller attempt as well. */
    private static void releaseMemory() {
        Nd4j.getWorkspaceManager().destroyAllWorkspacesForCurrentThread();
        System.gc();
    }
}
