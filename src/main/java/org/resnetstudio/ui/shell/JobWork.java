package org.resnetstudio.ui.shell;

/** Work that runs in the background. It must not touch anything of JavaFX. */
@FunctionalInterface
public interface JobWork<T> {
    /**
     * Does the work on a worker thread.
     *
     * @throws java.util.concurrent.CancellationException when it was asked to stop and left nothing to show; work that
     *     was stopped but has a result may return it
     */
    T run(JobProgress progress) throws Exception;
}
