package org.resnetstudio.engine;

import java.util.Locale;
import org.resnetstudio.problem.Sentence;

/** Turns what a deep-learning library throws into one sentence and a remedy. */
public final class EngineFailures {
    /** NativeCall that may fail in a library's ways. */
    @FunctionalInterface
    public interface NativeCall<T> {
        /** Does it. */
        T run() throws EngineException;
    }

    private final String library;
    private final Runnable releaseMemory;

    /**
     * For one library.
     *
     * @param library its name, the subject of sentences
     * @param releaseMemory frees what a failed attempt left behind
     */
    public EngineFailures(String library, Runnable releaseMemory) {
        this.library = library;
        this.releaseMemory = releaseMemory;
    }

    /**
     * Runs work of the engine.
     *
     * @param what completes "The engine could not …"
     * @throws EngineException in place of any failure of the library; wrong arguments pass through
     */
    public <T> T guard(Sentence what, NativeCall<T> work) throws EngineException {
        try {
            return work.run();
        } catch (OutOfMemoryError e) {
            releaseMemory.run();
            throw outOfMemory(what, e);
        } catch (IllegalArgumentException e) {
            throw e;
        } catch (RuntimeException | LinkageError e) {
            releaseMemory.run();
            throw translate(what, e);
        }
    }

    /** The sentence for a failure; see {@link #guard}. */
    public EngineException translate(Sentence what, Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            String message = String.valueOf(t.getMessage()).toLowerCase(Locale.ROOT);
            if (t instanceof OutOfMemoryError
                    || message.contains("failed to allocate")
                    || message.contains("out of memory")
                    || message.contains("can't allocate memory")
                    || message.contains("bad_alloc")) {
                return outOfMemory(what, failure);
            }
        }
        return new EngineException(Sentence.of("problem.engine.failed", library, what, failure.getMessage()), failure);
    }

    private static EngineException outOfMemory(Sentence what, Throwable cause) {
        return new EngineException(Sentence.of("problem.engine.memory", what), cause);
    }
}
