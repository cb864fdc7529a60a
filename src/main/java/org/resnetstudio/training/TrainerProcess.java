package org.resnetstudio.training;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A trainer at work in a process of its own. Whatever happens to it, this process and its data are safe; and if this process ends,
 * the trainer goes on and its events are in its {@link RunFolder}.
 */
public final class TrainerProcess {
    /** Hears what the trainer says, on a thread of the trainer's, in order. */
    public interface Listener {
        /** Something happened. */
        void onEvent(TrainingEvent event);

        /**
         * The process is gone; nothing follows.
         *
         * @param failure empty after a run that was completed or stopped; otherwise one sentence: what happened and what to do
         */
        void onExit(Optional<String> failure);
    }

    private final Process process;
    private final CompletableFuture<Optional<String>> exit = new CompletableFuture<>();
    private volatile boolean killed;
    private volatile String lastErrorLine = "";

    private TrainerProcess(Process process) {
        this.process = process;
    }

    /**
     * Starts a trainer.
     *
     * @param command see {@link TrainerCommand#train}
     * @param listener hears its events until it ends
     * @throws IOException if the process cannot be started
     */
    public static TrainerProcess start(TrainerCommand command, Listener listener) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command.command());
        builder.environment().putAll(command.environment());
        TrainerProcess trainer = new TrainerProcess(builder.start());
        Thread errors = daemon("trainer-errors", trainer::readErrors);
        daemon("trainer-events", () -> trainer.readEvents(listener, errors));
        return trainer;
    }

    /** Asks the trainer to stop after its present batch and to keep what it has; does nothing if it is gone. */
    public void stop() {
        try {
            OutputStream commands = process.getOutputStream();
            commands.write("stop\n".getBytes(StandardCharsets.UTF_8));
            commands.flush();
        } catch (IOException e) {
            // It no longer reads, because it is gone or about to go: the system's request to end is right for both.
            process.destroy();
        }
    }

    /** Ends the trainer at once; its last checkpoint stays usable. */
    public void kill() {
        killed = true;
        process.destroyForcibly();
    }

    /** Whether it is still there. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Its process number. */
    public long pid() {
        return process.pid();
    }

    /** Completes after the listener's {@link Listener#onExit} with the same value. */
    public CompletableFuture<Optional<String>> exit() {
        return exit.copy();
    }

    private void readEvents(Listener listener, Thread errors) {
        String unreadable = null;
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                try {
                    EventCodec.read(line).ifPresent(listener::onEvent);
                } catch (IllegalArgumentException e) {
                    // Native libraries may print too; if the trainer then fails, it is worth telling.
                    unreadable = line;
                }
            }
        } catch (IOException e) {
            // The pipe breaks when the process is killed while it is read.
            unreadable = null;
        }
        Optional<String> failure;
        try {
            int code = process.waitFor();
            errors.join();
            failure = failure(code, unreadable);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failure = Optional.of("Waiting for the trainer was interrupted: look at the run again later.");
        }
        try {
            listener.onExit(failure);
        } finally {
            exit.complete(failure);
        }
    }

    private Optional<String> failure(int code, String unreadable) {
        if (code == 0) {
            return Optional.empty();
        }
        if (killed) {
            return Optional.of("The trainer was killed: resume the run from its last checkpoint.");
        }
        // 1 and 2 are the command line's own codes, which come with a sentence; any other is a crash.
        if ((code == 1 || code == 2) && !lastErrorLine.isBlank()) {
            return Optional.of(lastErrorLine);
        }
        String detail = !lastErrorLine.isBlank() ? lastErrorLine : unreadable == null ? "" : unreadable;
        return Optional.of("The trainer crashed with exit code " + code + (detail.isEmpty() ? "" : " (" + detail + ")")
                + ": resume the run from its last checkpoint.");
    }

    private void readErrors() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank()) {
                    lastErrorLine = line.strip();
                }
            }
        } catch (IOException e) {
            // The pipe breaks when the process is killed; what was read so far is kept.
            return;
        }
    }

    private static Thread daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
