package org.resnetstudio.ui.train;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.resnetstudio.runs.RunFolder;
import org.resnetstudio.runs.RunRequest;
import org.resnetstudio.training.FailureSentence;
import org.resnetstudio.ui.shell.StudioContext;

/**
 * The one trainer that this studio starts, watches and stops, whichever project is open meanwhile. Used on the FX thread; what the
 * trainer says is sampled on the pulse.
 */
public final class TrainerWatch {
    /** How many pulses lie between two looks at the files of a run that another studio started. */
    private static final int FOLLOW_PULSES = 10;

    private final StudioContext context;
    private final TrainerStarter trainers;
    private final Listener listener;
    private final Clock clock;
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper(this, "running", false);
    private final ReadOnlyObjectWrapper<Optional<Live>> live =
            new ReadOnlyObjectWrapper<>(this, "live", Optional.empty());
    private Optional<ActiveRun> active = Optional.empty();
    private RunProgress seen;
    private long seenVersion;
    private int pulses;
    private boolean following;

    /**
     * A run that is being trained, at one moment.
     *
     * @param folder of the run
     * @param snapshot what there is to show of it
     */
    public record Live(Path folder, RunSnapshot snapshot) {
        /** The folder of its project, in which runs lie in a folder of their own. */
        public Optional<Path> project() {
            return Optional.ofNullable(folder.toAbsolutePath().normalize().getParent())
                    .map(Path::getParent);
        }

        /** The name of its project. */
        public String projectName() {
            return project().map(Path::getFileName).map(Path::toString).orElse("");
        }
    }

    /** Hears of the run on the FX thread. */
    interface Listener {
        /** There is something new to show. */
        void changed(ActiveRun run, RunSnapshot snapshot);

        /** No trainer works on it any more. */
        void ended(ActiveRun run, RunSnapshot snapshot);
    }

    /** What has to be done before a trainer starts. */
    interface Preparation {
        void run() throws Exception;
    }

    TrainerWatch(StudioContext context, TrainerStarter trainers, Listener listener, Clock clock) {
        this.context = context;
        this.trainers = trainers;
        this.listener = listener;
        this.clock = clock;
        context.pulse().add(this::sample);
    }

    /** Whether a trainer is at work. */
    public ReadOnlyBooleanProperty runningProperty() {
        return running.getReadOnlyProperty();
    }

    /** The run that is being trained; empty while none is. */
    public ReadOnlyObjectProperty<Optional<Live>> liveProperty() {
        return live.getReadOnlyProperty();
    }

    /** The run that is being trained, if it is this one. */
    Optional<RunSnapshot> live(Path folder) {
        return live.get().filter(now -> now.folder().equals(folder)).map(Live::snapshot);
    }

    /** The run that is being trained, if it is one of this project. */
    Optional<ActiveRun> runOf(Path project) {
        return active.filter(run -> running.get())
                .filter(run -> live.get().flatMap(Live::project).equals(Optional.of(project)));
    }

    /** Starts a trainer and follows it. */
    void launch(ActiveRun run, List<String> arguments, Preparation before) {
        follow(run);
        context.jobs()
                .job(context.messages().text("train.job.starting"), progress -> {
                    before.run();
                    run.start(trainers, arguments);
                    return run;
                })
                .onFailure(error -> run.progress().fail(FailureSentence.orUnforeseen(error)))
                .onCancel(() -> run.progress().exited(Optional.empty()))
                .start();
    }

    /** Follows a run whose trainer was started elsewhere; {@code first} gets it before anything is known of it. */
    void followElsewhere(Path folder, Consumer<ActiveRun> first) {
        ActiveRun run = ActiveRun.elsewhere(folder);
        first.accept(run);
        follow(run);
        readAgain(run);
    }

    private void follow(ActiveRun run) {
        active = Optional.of(run);
        seen = null;
        live.set(Optional.of(new Live(run.folder(), run.progress().snapshot())));
        running.set(true);
        sample();
    }

    /** Asks the trainer to stop and to keep what it has. */
    void stop() {
        active.filter(run -> running.get()).ifPresent(run -> {
            if (run.isOwn()) {
                run.stop();
            } else {
                stopByFile(run);
            }
            sample();
        });
    }

    /** A trainer that another studio started looks for a file. */
    private void stopByFile(ActiveRun run) {
        context.jobs()
                .job(context.messages().text("train.job.stopping"), progress -> {
                    RunFolder.open(run.folder()).requestStop();
                    return run;
                })
                .onSuccess(ActiveRun::stop)
                .start();
    }

    /** Asks the trainer for something else than a stop. */
    void ask(RunRequest request) {
        active.filter(run -> running.get()).ifPresent(run -> context.jobs()
                .job(context.messages().text("train.job.asking"), progress -> {
                    run.ask(request);
                    return run;
                })
                .start());
    }

    /** Ends the trainer at once; its last checkpoint stays usable. */
    void kill() {
        active.filter(run -> running.get()).ifPresent(run -> context.jobs()
                .job(context.messages().text("train.job.stopping"), progress -> {
                    run.kill();
                    return run;
                })
                .start());
    }

    /** Looks at what the trainer has published; called on the pulse. */
    private void sample() {
        if (active.isEmpty() || !running.get()) {
            return;
        }
        ActiveRun run = active.get();
        RunProgress progress = run.progress();
        if (run.isOwn()) {
            progress.look(clock.millis());
        }
        if (progress != seen || progress.version() != seenVersion) {
            seen = progress;
            seenVersion = progress.version();
            RunSnapshot snapshot = progress.snapshot();
            live.set(Optional.of(new Live(run.folder(), snapshot)));
            listener.changed(run, snapshot);
            if (!snapshot.phase().running()) {
                end(run, snapshot);
                return;
            }
        }
        if (!run.isOwn() && ++pulses % FOLLOW_PULSES == 0 && !following) {
            readAgain(run);
        }
    }

    private void end(ActiveRun run, RunSnapshot snapshot) {
        running.set(false);
        live.set(Optional.empty());
        listener.ended(run, snapshot);
    }

    private void readAgain(ActiveRun run) {
        following = true;
        context.jobs()
                .job(context.messages().text("train.runs.reading"), progress -> {
                    run.follow();
                    return run;
                })
                .onFailure(error -> run.progress().fail(FailureSentence.orUnforeseen(error)))
                .onEnd(() -> following = false)
                .start();
    }
}
