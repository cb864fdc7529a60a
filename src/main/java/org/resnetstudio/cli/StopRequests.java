package org.resnetstudio.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Every way in which a trainer can be asked to stop: the line {@code stop} on standard input, Ctrl+C or the system's request to end,
 * and the file {@code stop} in the run's folder. The end of standard input is none: a desktop that dies must not end a run.
 */
final class StopRequests implements AutoCloseable {
    private static final long FILE_INTERVAL_NANOS = 1_000_000_000;
    private static final long LAST_BATCH_SECONDS = 120;

    private final Path stopFile;
    /** A file that was there before is for the trainer that had the run then; whoever gets the run deletes it. */
    private final long fromBefore;

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread atShutdown = new Thread(this::stopAtShutdown, "stop-at-shutdown");
    private volatile boolean requested;
    private long lastLookNanos = System.nanoTime() - FILE_INTERVAL_NANOS;

    /**
     * @param run the run's folder
     * @param commands may bring the line {@code stop}
     */
    StopRequests(Path run, InputStream commands) {
        stopFile = run.resolve("stop");
        fromBefore = writtenAt(stopFile);
        Runtime.getRuntime().addShutdownHook(atShutdown);
        Thread reader = new Thread(() -> read(commands), "commands");
        reader.setDaemon(true);
        reader.start();
    }

    /** Whether to stop. Asked at every batch; looks for the file once a second. */
    boolean requested() {
        long now = System.nanoTime();
        if (!requested && now - lastLookNanos >= FILE_INTERVAL_NANOS) {
            lastLookNanos = now;
            requested = writtenAt(stopFile) > fromBefore;
        }
        return requested;
    }

    /** In milliseconds since 1970; 0 if there is no such file. */
    private static long writtenAt(Path file) {
        return file.toFile().lastModified();
    }

    /** Lets the process end. */
    @Override
    public void close() {
        ended.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(atShutdown);
        } catch (IllegalStateException e) {
            // The process is ending already, and waits for nothing but this.
            requested = true;
        }
    }

    private void stopAtShutdown() {
        requested = true;
        try {
            if (!ended.await(LAST_BATCH_SECONDS, TimeUnit.SECONDS)) {
                System.err.println(
                        "The present batch takes too long: the run can be resumed from its last checkpoint.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read(InputStream commands) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(commands, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.strip().equals("stop")) {
                    requested = true;
                }
            }
        } catch (IOException e) {
            // Whoever would have sent commands is gone; the run goes on without.
            System.err.println("Commands can no longer be read (" + e.getMessage() + "); training goes on.");
        }
    }
}
