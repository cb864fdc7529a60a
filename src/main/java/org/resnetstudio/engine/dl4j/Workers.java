package org.resnetstudio.engine.dl4j;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * Threads for the loops that Java runs between native calls; one set for the process, like the native library's own.
 *
 * <p>They must exist before the native library is first called: with {@code OMP_PROC_BIND} it pins the calling thread to one
 * core, and threads started afterwards would inherit that.
 */
final class Workers {
    private static final int THREADS = threads();
    private static final ExecutorService POOL = Executors.newFixedThreadPool(Math.max(1, THREADS - 1), work -> {
        Thread thread = new Thread(work, "engine-worker");
        thread.setDaemon(true);
        return thread;
    });

    private Workers() {}

    /** Starts the threads. */
    static void start() {
        forEach(THREADS, task -> {});
    }

    /** How many tasks run at once. */
    static int count() {
        return THREADS;
    }

    private static int threads() {
        String variable = System.getenv("OMP_NUM_THREADS");
        if (variable != null && variable.matches("[1-9]\\d{0,3}")) {
            return Integer.parseInt(variable);
        }
        return Runtime.getRuntime().availableProcessors();
    }

    /** Runs tasks 0 to count - 1, each once, in any order and on several threads; returns when all are done. */
    static void forEach(int count, IntConsumer task) {
        forEach(POOL, THREADS, count, task);
    }

    /** As above, on at most so many threads: those of the pool and the caller. */
    static void forEach(ExecutorService pool, int threads, int count, IntConsumer task) {
        AtomicInteger next = new AtomicInteger();
        Runnable work = () -> {
            for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                task.accept(i);
            }
        };
        List<Future<?>> others = new ArrayList<>();
        for (int thread = 1; thread < Math.min(threads, count); thread++) {
            others.add(pool.submit(work));
        }
        Throwable failure = null;
        try {
            work.run();
        } catch (RuntimeException | Error e) {
            failure = e;
        }
        // all of them, whatever happens: the arrays are in use until the last one is done
        for (Future<?> other : others) {
            Throwable one = await(other);
            failure = failure == null ? one : failure;
        }
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure != null) {
            throw failure instanceof RuntimeException e ? e : new IllegalStateException(failure);
        }
    }

    /** Waits for its end; what it failed with, or null. */
    private static Throwable await(Future<?> work) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    work.get();
                    return null;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            return e.getCause();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
