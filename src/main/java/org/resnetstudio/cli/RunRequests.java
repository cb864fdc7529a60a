package org.resnetstudio.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.resnetstudio.problem.InvalidValueException;
import org.resnetstudio.runs.RunFolder;
import org.resnetstudio.runs.RunRequest;
import org.resnetstudio.training.TrainingControl;

/**
 * Every way in which something can be asked of a trainer: lines on standard input or in the file {@code requests} in the run's folder, one
 * {@link RunRequest} each, Ctrl+C or the system's request to end, and the file {@code stop} in the run's folder. The end of standard input is
 * no stop, because a desktop that dies must not end a run.
 */
final class RunRequests implements AutoCloseable {
    private static final long FILE_INTERVAL_NANOS = 200_000_000;
    private static final long LAST_BATCH_SECONDS = 120;

    private final Path stopFile;
    private final Path requestFile;
    /** A file that was there before is for the trainer that had the run then, as are lines; whoever gets the run deletes the file. */
    private final long fromBefore;

    private final boolean pauseOutlivesInput;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread atShutdown = new Thread(this::stopAtShutdown, "stop-at-shutdown");
    private final TrainingControl control = new TrainingControl(this::lookAtFiles);
    private long lastLookNanos = System.nanoTime() - FILE_INTERVAL_NANOS;
    private long requestsRead;

    /**
     * @param run the run's folder
     * @param commands may bring lines, one request each
     * @param pauseOutlivesInput whether a pause lasts when the commands end, because whoever sent them comes back and can end it by the file
     */
    RunRequests(Path run, InputStream commands, boolean pauseOutlivesInput) {
        this.pauseOutlivesInput = pauseOutlivesInput;
        stopFile = run.resolve("stop");
        requestFile = run.resolve(RunFolder.REQUESTS);
        fromBefore = writtenAt(stopFile);
        requestsRead = requestFile.toFile().length();
        Runtime.getRuntime().addShutdownHook(atShutdown);
        Thread reader = new Thread(() -> read(commands), "commands");
        reader.setDaemon(true);
        reader.start();
    }

    /** What has been asked for. */
    TrainingControl control() {
        return control;
    }

    /** Looks at the files a few times a second; whether the one is there that asks for a stop. */
    private synchronized boolean lookAtFiles() {
        long now = System.nanoTime();
        if (now - lastLookNanos < FILE_INTERVAL_NANOS) {
            return false;
        }
        lastLookNanos = now;
        readRequestFile();
        return writtenAt(stopFile) > fromBefore;
    }

    private void readRequestFile() {
        long length = requestFile.toFile().length();
        if (length <= requestsRead) {
            return;
        }
        try (RandomAccessFile file = new RandomAccessFile(requestFile.toFile(), "r")) {
            byte[] bytes = new byte[(int) (length - requestsRead)];
            file.seek(requestsRead);
            file.readFully(bytes);
            String text = new String(bytes, StandardCharsets.UTF_8);
            String whole = text.substring(0, text.lastIndexOf('\n') + 1);
            requestsRead += whole.getBytes(StandardCharsets.UTF_8).length;
            whole.lines().forEach(this::obey);
        } catch (IOException e) {
            requestsRead = length;
            System.err.println("What was asked for in " + requestFile + " cannot be read (" + e.getMessage()
                    + "); training goes on.");
        }
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
            control.ask(new RunRequest.Stop());
        }
    }

    private void stopAtShutdown() {
        control.ask(new RunRequest.Stop());
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
                obey(line);
            }
        } catch (IOException e) {
            // Whoever would have sent commands is gone; the run goes on without.
            System.err.println("Commands can no longer be read (" + e.getMessage() + "); training goes on.");
        } finally {
            if (!pauseOutlivesInput) {
                control.ask(new RunRequest.GoOn()); // nobody is left who could end a pause
            }
        }
    }

    private void obey(String line) {
        if (line.isBlank()) {
            return;
        }
        try {
            control.ask(RunRequest.parse(line));
        } catch (InvalidValueException e) {
            System.err.println(e.getMessage());
        }
    }
}
