package org.resnetstudio.app;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The desktop's threads, by name: made here, and joined when the studio closes. */
final class StudioThreads implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StudioThreads.class);
    private static final int WORKERS = 4;
    private static final int JOIN_SECONDS = 10;

    private final ExecutorService workers = Executors.newFixedThreadPool(WORKERS, named("studio-work"));
    private final ExecutorService edits = Executors.newSingleThreadExecutor(named("studio-edits"));
    private final ExecutorService settings = Executors.newSingleThreadExecutor(named("studio-settings"));
    private final ExecutorService thumbnails = Executors.newFixedThreadPool(
            Math.max(1, Math.min(4, Runtime.getRuntime().availableProcessors() - 1)), named("studio-thumbnails"));

    /** For jobs that a person waits for. */
    ExecutorService workers() {
        return workers;
    }

    /** One thread: edits of a project in the order in which they were made. */
    ExecutorService edits() {
        return edits;
    }

    /** One thread: writes the settings. */
    ExecutorService settings() {
        return settings;
    }

    /** For decoding pictures that are in sight. */
    ExecutorService thumbnails() {
        return thumbnails;
    }

    /** Lets everything that was begun end, thumbnails apart, and joins the threads. */
    @Override
    public void close() {
        thumbnails.shutdownNow();
        List<ExecutorService> all = List.of(workers, edits, settings, thumbnails);
        all.forEach(ExecutorService::shutdown);
        for (ExecutorService executor : all) {
            try {
                if (!executor.awaitTermination(JOIN_SECONDS, TimeUnit.SECONDS)) {
                    LOG.warn("A background job did not end within {} seconds and is abandoned.", JOIN_SECONDS);
                    executor.shutdownNow();
                }
            } catch (InterruptedException e) {
                executor.shutdownNow();
                Thread.currentThread().interrupt();
            }
        }
    }

    private static ThreadFactory named(String name) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
