package org.resnetstudio.ui.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.problem.UserIOException;
import org.resnetstudio.runs.RunFolder;
import org.resnetstudio.runs.RunRequest;
import org.resnetstudio.runs.RunSummary;
import org.resnetstudio.runs.TrainingEvent;
import org.resnetstudio.runs.TrainingException;
import org.resnetstudio.training.TrainerProcess;

/**
 * A run that a trainer works on: one that this studio started and hears, or one from before, whose files it reads. Thread-safe.
 */
final class ActiveRun implements TrainerProcess.Listener {
    private final Path folder;
    private final boolean own;
    private volatile RunProgress progress = new RunProgress();
    private volatile Optional<TrainerProcess> process = Optional.empty();
    private volatile boolean stopRequested;
    private volatile boolean discardOnStart;

    private ActiveRun(Path folder, boolean own) {
        this.folder = folder;
        this.own = own;
    }

    /** A run whose trainer this studio starts. */
    static ActiveRun own(Path folder) {
        return new ActiveRun(folder, true);
    }

    /** A run whose trainer was started elsewhere, or before this studio. */
    static ActiveRun elsewhere(Path folder) {
        return new ActiveRun(folder, false);
    }

    Path folder() {
        return folder;
    }

    RunProgress progress() {
        return progress;
    }

    /** Starts the trainer, on a worker thread; a stop that was asked for meanwhile is passed on. */
    void start(TrainerStarter starter, List<String> arguments) throws IOException {
        if (discardOnStart) {
            progress.exited(Optional.empty());
            return;
        }
        if (RunFolder.isRun(folder)) {
            readEarlierEvents();
        }
        TrainerProcess started = starter.start(arguments, this);
        process = Optional.of(started);
        if (stopRequested) {
            started.stop();
        }
    }

    /** A resumed run goes on where its curves end. */
    private void readEarlierEvents() throws IOException {
        try {
            for (TrainingEvent event : RunFolder.open(folder).eventLog().read()) {
                if (!(event instanceof TrainingEvent.Finished) && !(event instanceof TrainingEvent.Failed)) {
                    progress.accept(event);
                }
            }
        } catch (TrainingException e) {
            throw new UserIOException(e.sentence(), e);
        }
    }

    /** Asks the trainer to stop, from the FX thread. */
    void stop() {
        stopRequested = true;
        progress.stopping();
        process.ifPresentOrElse(TrainerProcess::stop, () -> discardOnStart = true);
    }

    /** Asks the trainer for something else, on a worker thread; does nothing if it is not there yet, or no more. */
    void ask(RunRequest request) throws IOException, TrainingException {
        if (own) {
            process.ifPresent(trainer -> trainer.ask(request));
        } else {
            RunFolder.open(folder).ask(request);
        }
    }

    /** Ends a trainer that does not stop, on a worker thread. */
    void kill() throws TrainingException {
        if (own) {
            process.ifPresent(TrainerProcess::kill);
        } else {
            RunFolder.open(folder).process().handle().ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    /** Whether this studio starts, hears and stops the trainer. */
    boolean isOwn() {
        return own;
    }

    @Override
    public void onEvent(TrainingEvent event) {
        progress.accept(event);
    }

    @Override
    public void onExit(Optional<Sentence> failure) {
        progress.exited(failure);
    }

    /** Reads the files of a run that another studio started, on a worker thread. */
    void follow() throws IOException, TrainingException {
        RunFolder run = RunFolder.open(folder);
        RunProgress read = RunProgress.of(run.eventLog().read());
        RunSummary summary = run.summary();
        if (summary.status() != RunSummary.Status.RUNNING) {
            read.exited(summary.failure());
        } else if (stopRequested) {
            read.stopping();
        }
        progress = read;
    }
}
