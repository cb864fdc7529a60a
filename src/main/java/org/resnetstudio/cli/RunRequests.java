package org.resnetstudio.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.resnetstudio.problem.InvalidValueException;
import org.resnetstudio.training.TrainingControl;

/**
 * Every way in which something can be asked of a trainer: lines on standard input ({@code stop}, {@code pause}, {@code continue},
 * {@code checkpoint}, {@code learning-rate 0.01}), Ctrl+C or the system's request to end, and the file {@code stop} in the run's folder. The
 * end of standard input is no stop, because a desktop that dies must not end a run, but it ends a pause.
 */
final class RunRequests implements AutoCloseable {
    private static final long FILE_INTERVAL_NANOS = 1_000_000_000;
    private static final long LAST_BATCH_SECONDS = 120;

    private final Path stopFile;
    /** A file that was there before is for the trainer that had the run then; whoever gets the run deletes it. */
    private final long fromBefore;

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread atShutdown = new Thread(this::stopAtShutdown, "stop-at-shutdown");
    private final TrainingControl control = new TrainingControl(this::stopFileWritten);
    private long lastLookNanos = System.nanoTime() - FILE_INTERVAL_NANOS;

    /**
     * @param run the run's folder
     * @param commands may bring lines, one request each
     */
    RunRequests(Path run, InputStream commands) {
        stopFile = run.resolve("stop");
        fromBefore = writtenAt(stopFile);
        Runtime.getRuntime().addShutdownHook(atShutdown);
        Thread reader = new Thread(() -> read(commands), "commands");
        reader.setDaemon(true);
        reader.start();
    }

    /** What has been asked for. */
    TrainingControl control() {
        return control;
    }

    /** Looks for the file once a second. */
    private synchronized boolean stopFileWritten() {
        long now = System.nanoTime();
        if (now - lastLookNanos < FILE_INTERVAL_NANOS) {
            return false;
        }
        lastLookNanos = now;
        return writtenAt(stopFile) > fromBefore;
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
            control.stop();
        }
    }

    private void stopAtShutdown() {
        control.stop();
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
                obey(line.strip());
            }
        } catch (IOException e) {
            // Whoever would have sent commands is gone; the run goes on without.
            System.err.println("Commands can no longer be read (" + e.getMessage() + "); training goes on.");
        } finally {
            control.goOn(); // nobody is left who could end a pause
        }
    }

    private void obey(String line) {
        String[] words = line.split("\\s+", -1);
        switch (words[0]) {
            case "" -> {}
            case "stop" -> control.stop();
            case "pause" -> control.pause();
            case "continue" -> control.goOn();
            case "checkpoint" -> control.saveCheckpoint();
            case "learning-rate" -> setLearningRate(words);
            default ->
                System.err.println("The trainer was asked for \"" + line + "\", which it does not know; it knows stop,"
                        + " pause, continue, checkpoint and learning-rate with a number.");
        }
    }

    private void setLearningRate(String[] words) {
        try {
            control.setLearningRate(Double.parseDouble(words.length == 2 ? words[1] : ""));
        } catch (InvalidValueException e) {
            System.err.println(e.getMessage());
        } catch (NumberFormatException e) {
            System.err.println("The learning rate stays, because learning-rate needs one number behind it, such as"
                    + " learning-rate 0.01.");
        }
    }
}
