package org.resnetstudio.training;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.problem.UserIOException;
import org.resnetstudio.runs.CrashReport;
import org.resnetstudio.runs.EventCodec;
import org.resnetstudio.runs.EventLog;
import org.resnetstudio.runs.ExitCause;
import org.resnetstudio.runs.RunFolder;
import org.resnetstudio.runs.RunRequest;
import org.resnetstudio.runs.TrainerEnding;
import org.resnetstudio.runs.TrainingEvent;
import org.resnetstudio.runs.TrainingException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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
        void onExit(Optional<Sentence> failure);
    }

    private static final Logger LOG = LoggerFactory.getLogger(TrainerProcess.class);

    private final Process process;
    private final Optional<Path> run;
    private final CompletableFuture<Optional<Sentence>> exit = new CompletableFuture<>();
    private volatile boolean killed;
    private boolean listenerFailed;
    private volatile String lastErrorLine = "";
    /** What the trainer said last of why it failed. */
    private volatile Optional<Sentence> complaint = Optional.empty();

    private TrainerProcess(Process process, Optional<Path> run) {
        this.process = process;
        this.run = run;
    }

    /**
     * Starts a trainer.
     *
     * @param command see {@link TrainerCommand#train}
     * @param listener hears its events until it ends
     * @throws IOException if the process cannot be started
     */
    public static TrainerProcess start(TrainerCommand command, Listener listener) throws IOException {
        TrainerProcess trainer = new TrainerProcess(begin(command), command.run());
        Thread errors = daemon("trainer-errors", trainer::readErrors);
        daemon("trainer-events", () -> trainer.readEvents(listener, errors));
        return trainer;
    }

    private static Process begin(TrainerCommand command) throws IOException {
        try {
            return command.start();
        } catch (IOException e) {
            throw new UserIOException(Sentence.of("problem.training.not-started", e.getMessage()), e);
        }
    }

    /** Asks the trainer to stop after its present batch and to keep what it has; does nothing if it is gone. */
    public void stop() {
        if (!ask(new RunRequest.Stop())) {
            // It no longer reads, because it is gone or about to go: the system's request to end is right for both.
            process.destroy();
        }
    }

    /** Asks the trainer for something; false if it no longer listens, because it is gone or about to go. */
    public boolean ask(RunRequest request) {
        try {
            OutputStream commands = process.getOutputStream();
            commands.write((request.line() + "\n").getBytes(StandardCharsets.UTF_8));
            commands.flush();
            return true;
        } catch (IOException gone) {
            return false;
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
    public CompletableFuture<Optional<Sentence>> exit() {
        return exit.copy();
    }

    private void readEvents(Listener listener, Thread errors) {
        String unreadable = null;
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Optional<TrainingEvent> event;
                try {
                    event = EventCodec.read(line);
                } catch (IllegalArgumentException e) {
                    // Native libraries may print too; if the trainer then fails, it is worth telling.
                    unreadable = line;
                    continue;
                }
                event.ifPresent(told -> {
                    if (told instanceof TrainingEvent.Failed failed) {
                        complaint = Optional.of(failed.message());
                    }
                    tell(listener, told);
                });
            }
        } catch (IOException e) {
            // The pipe breaks when the process is killed while it is read.
            unreadable = null;
        }
        Optional<Sentence> failure;
        try {
            int code = process.waitFor();
            errors.join();
            failure = failure(code, unreadable);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failure = Optional.of(Sentence.of("problem.training.waiting"));
        }
        try {
            listener.onExit(failure);
        } finally {
            exit.complete(failure);
        }
    }

    /** A listener's fault must not end the reading: the trainer would wait for ever for somebody to read what it says. */
    private void tell(Listener listener, TrainingEvent event) {
        try {
            listener.onEvent(event);
        } catch (RuntimeException e) {
            if (!listenerFailed) {
                LOG.error("An event of the trainer could not be taken in, and maybe later ones: {}", event, e);
            }
            listenerFailed = true;
        }
    }

    private Optional<Sentence> failure(int code, String unreadable) {
        if (code == 0) {
            return Optional.empty();
        }
        Optional<RunFolder> folder = run.filter(RunFolder::isRun).flatMap(TrainerProcess::open);
        Sentence remedy = TrainerEnding.remedy(folder);
        if (killed) {
            return Optional.of(Sentence.of("problem.training.killed", remedy));
        }
        Optional<CrashReport> crash = run.flatMap(path -> TrainerEnding.reportOf(path, process.pid()));
        ExitCause cause = crash.isPresent() ? ExitCause.CRASHED : ExitCause.of(code, lastErrorLine);
        if (cause == ExitCause.COMPLAINED) {
            return Optional.of(complaint
                    .filter(said -> said.english().equals(lastErrorLine))
                    .orElse(Sentence.inWords(lastErrorLine)));
        }
        String detail = !lastErrorLine.isBlank() ? lastErrorLine : unreadable == null ? "" : unreadable;
        boolean telling = !detail.isEmpty() && !detail.startsWith("#");
        Sentence what = crash.map(CrashReport::words).orElse(ExitCause.describe(code));
        Sentence how = telling && crash.isEmpty() ? Sentence.list(List.of(what, detail)) : what;
        Sentence sentence = TrainerEnding.sentence(cause, how, remedy);
        folder.ifPresent(ended -> note(ended, sentence));
        return Optional.of(sentence);
    }

    private static Optional<RunFolder> open(Path run) {
        try {
            return Optional.of(RunFolder.open(run));
        } catch (TrainingException e) {
            LOG.warn("The run of a trainer that has failed cannot be read: {}", run, e);
            return Optional.empty();
        }
    }

    /** Keeps what is known of the end with the run, so that it is told again after a restart. */
    private static void note(RunFolder ended, Sentence sentence) {
        try (EventLog.Appender log = ended.eventLog().append()) {
            log.write(new TrainingEvent.Failed(System.currentTimeMillis(), sentence));
            log.flush();
        } catch (IOException e) {
            LOG.warn("The end of a run could not be noted in its folder", e);
        }
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
