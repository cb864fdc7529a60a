package org.resnetstudio.ui.control;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.TimeUnit;

/** Runs nothing before the test says so. */
final class QueuedExecutor extends AbstractExecutorService {
    private final Queue<Runnable> work;

    QueuedExecutor(Queue<Runnable> work) {
        this.work = work;
    }

    @Override
    public void execute(Runnable command) {
        work.add(command);
    }

    @Override
    public void shutdown() {
        work.clear();
    }

    @Override
    public List<Runnable> shutdownNow() {
        return List.copyOf(work);
    }

    @Override
    public boolean isShutdown() {
        return false;
    }

    @Override
    public boolean isTerminated() {
        return false;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return true;
    }
}
