package org.resnetstudio.ui.train;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;
import org.resnetstudio.job.Job;
import org.resnetstudio.job.JobJson;
import org.resnetstudio.network.ResNetSpec;
import org.resnetstudio.project.Project;
import org.resnetstudio.runs.RunRequest;
import org.resnetstudio.runs.RunSummary;
import org.resnetstudio.ui.network.CurrentNetwork;
import org.resnetstudio.ui.network.NetworkChoice;
import org.resnetstudio.ui.shell.Messages;
import org.resnetstudio.ui.shell.Notifier;
import org.resnetstudio.ui.shell.ScreenId;
import org.resnetstudio.ui.shell.ScreenWork;
import org.resnetstudio.ui.shell.StudioContext;

/**
 * What the Train screen can do: start, stop and resume runs of the open project, and say what stands against a start. One run is trained
 * at a time, and stays known when another project is opened. Used on the FX thread; needs no window.
 */
public final class TrainModel {
    /** The setting of a project that names the folder of the run whose model is used unless another one is chosen; may be empty. */
    public static final String USED_MODEL = "model.used";

    /** What the next trainer is told to train; in the project's cache. */
    private static final String JOB_FILE = "job.json";

    private static final DateTimeFormatter RUN_NAME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

    private final StudioContext context;
    private final Messages messages;
    private final CurrentNetwork network;
    private final RunHandover handover;
    private final Clock clock;
    private final TrainForm form;
    private final RunHistory history;
    private final RunView view;
    private final ReadOnlyStringWrapper obstacle = new ReadOnlyStringWrapper(this, "obstacle", "");
    private final ReadOnlyStringWrapper estimate = new ReadOnlyStringWrapper(this, "estimate", "");
    private final ReadOnlyObjectWrapper<List<TrainRemarks.Remark>> remarks =
            new ReadOnlyObjectWrapper<>(this, "remarks", List.of());
    private final PictureSizes sizes;
    private final ReadOnlyBooleanWrapper elsewhere = new ReadOnlyBooleanWrapper(this, "elsewhere", false);
    private final ReadOnlyBooleanWrapper pausable = new ReadOnlyBooleanWrapper(this, "pausable", false);
    private final ReadOnlyBooleanWrapper paused = new ReadOnlyBooleanWrapper(this, "paused", false);
    private final ReadOnlyBooleanWrapper stopping = new ReadOnlyBooleanWrapper(this, "stopping", false);
    private final TrainerWatch watch;
    private final ScreenWork counting;
    private Optional<Notifier.Notification> announced = Optional.empty();
    /** Whether the list of runs knows the run that is being trained. */
    private boolean listed;

    private DatasetEstimate work = DatasetEstimate.NOTHING;

    /**
     * Watches the project, the network and the pulse.
     *
     * @param history the runs of the open project
     * @param handover gets the model of a run that has ended
     * @param trainers starts trainer processes
     * @param clock names runs
     */
    public TrainModel(
            StudioContext context,
            RunHistory history,
            CurrentNetwork network,
            RunHandover handover,
            TrainerStarter trainers,
            Clock clock) {
        this.context = context;
        this.messages = context.messages();
        this.network = network;
        this.handover = handover;
        this.clock = clock;
        form = new TrainForm(context.settings(), messages);
        this.history = history;
        view = new RunView(context.jobs(), messages);
        watch = new TrainerWatch(context, trainers, new RunListener(), clock);
        watch.liveProperty()
                .subscribe(live -> phaseChanged(live.map(now -> now.snapshot().phase())));
        sizes = new PictureSizes(context);
        counting = ScreenWork.onceShown(context.navigator(), ScreenId.TRAIN, this::count);
        counting.due();
        sizes.shorterSidePxProperty().subscribe(this::sizeKnown);
        context.project().projectProperty().addListener(o -> projectChanged());
        context.project().onChange(change -> counting.due());
        network.choiceProperty().addListener(o -> check());
        form.validProperty().addListener(o -> check());
        for (NumberField field :
                List.of(form.epochs(), form.batchSize(), form.batchParts(), form.mixup(), form.cutmix())) {
            field.textProperty().addListener(o -> check());
        }
        form.beginning().fields().forEach(field -> field.textProperty().addListener(o -> check()));
        for (ObservableValue<?> choice : List.of(
                form.classSizesProperty(),
                form.beginning().sourceProperty(),
                form.beginning().frozenProperty())) {
            choice.addListener(o -> check());
        }
        form.validation().textProperty().addListener(o -> counting.due());
        context.navigator().currentProperty().addListener((o, before, now) -> {
            if (now == ScreenId.TRAIN) {
                forgetAnnouncement();
            }
        });
        projectChanged();
    }

    private void sizeKnown(OptionalInt shorterSidePx) {
        shorterSidePx.ifPresent(side -> network.suggest(NetworkChoice.fitting(side)));
        check();
    }

    /** The hyper-parameters of the next run. */
    public TrainForm form() {
        return form;
    }

    /** The runs so far. */
    public RunHistory history() {
        return history;
    }

    /** The run that is shown. */
    public RunView view() {
        return view;
    }

    /** Why no run can be started now, in one sentence; empty when one can. */
    public ReadOnlyStringProperty obstacleProperty() {
        return obstacle.getReadOnlyProperty();
    }

    /** How much work a run would be, in one line. */
    public ReadOnlyStringProperty estimateProperty() {
        return estimate.getReadOnlyProperty();
    }

    /** What somebody should know before a run is started, though nothing stands against it. */
    ReadOnlyObjectProperty<List<TrainRemarks.Remark>> remarksProperty() {
        return remarks.getReadOnlyProperty();
    }

    /** Whether a trainer is at work. */
    public ReadOnlyBooleanProperty runningProperty() {
        return watch.runningProperty();
    }

    /** Whether the trainer at work trains a run of another project. */
    public ReadOnlyBooleanProperty elsewhereProperty() {
        return elsewhere.getReadOnlyProperty();
    }

    /** The trainer at work. */
    public TrainerWatch watch() {
        return watch;
    }

    /** The network of the next run, in a few words. */
    public String networkLine() {
        NetworkChoice choice = network.get();
        return messages.text("train.network.line", choice.title(), choice.imageSizePx());
    }

    /** Starts a run with the settings of the form. */
    public void start() {
        if (!obstacle.get().isEmpty() || runningProperty().get()) {
            return;
        }
        form.remember();
        network.keep();
        Project project = context.project().project().orElseThrow();
        NetworkChoice choice = network.get();
        Path folder = newRunFolder(project, choice);
        Path file = project.cacheFolder().resolve(JOB_FILE);
        Job job = form.job(
                choice.spec(Math.max(2, context.project().dataset().classes().size())), project.folder());
        List<String> arguments =
                List.of("--job", file.toString(), "--engine", job.engine(), "--out", folder.toString());
        launch(ActiveRun.own(folder), arguments, () -> {
            project.completeSplits(
                    job.data().validationFraction(), job.training().seed());
            Files.createDirectories(file.getParent());
            JobJson.write(file, job);
        });
    }

    /** Goes on with a run that was stopped or failed, from its last checkpoint. */
    public void resume(Path folder) {
        if (!runningProperty().get()) {
            launch(ActiveRun.own(folder), List.of("--resume", folder.toString()), () -> {});
        }
    }

    private void launch(ActiveRun run, List<String> arguments, TrainerWatch.Preparation before) {
        forgetAnnouncement();
        listed = false;
        view.showActive(run);
        watch.launch(run, arguments, before);
        check();
    }

    private Path newRunFolder(Project project, NetworkChoice choice) {
        String name = LocalDateTime.now(clock).format(RUN_NAME) + "-" + choice.variant();
        Path folder = project.runsFolder().resolve(name);
        for (int i = 2; folder.toFile().exists(); i++) {
            folder = project.runsFolder().resolve(name + "-" + i);
        }
        return folder;
    }

    /** Whether the model of a run is the one to use unless another one is chosen. */
    boolean isUsed(RunSummary run) {
        return context.settings()
                .value(USED_MODEL)
                .filter(run.folder().getFileName().toString()::equals)
                .isPresent();
    }

    /** Makes the model of a run the one to use unless another one is chosen, or takes that back. */
    void setUsed(RunSummary run, boolean used) {
        context.settings()
                .setValue(USED_MODEL, used ? run.folder().getFileName().toString() : "");
        handover.trained(run.folder());
    }

    /** Asks the trainer to stop and to keep what it has. */
    public void stop() {
        watch.stop();
    }

    /** Lets a run wait with everything in memory, or ends that. */
    public void pauseOrContinue() {
        watch.ask(paused.get() ? new RunRequest.GoOn() : new RunRequest.Pause());
    }

    /** Asks the trainer to write a checkpoint now. */
    public void saveCheckpoint() {
        watch.ask(new RunRequest.SaveCheckpoint());
    }

    /** Whether the trainer at work can be paused, or go on from a pause. */
    public ReadOnlyBooleanProperty pausableProperty() {
        return pausable.getReadOnlyProperty();
    }

    /** Whether the trainer at work is paused. */
    public ReadOnlyBooleanProperty pausedProperty() {
        return paused.getReadOnlyProperty();
    }

    /** Whether the trainer at work was asked to stop. */
    public ReadOnlyBooleanProperty stoppingProperty() {
        return stopping.getReadOnlyProperty();
    }

    private void phaseChanged(Optional<RunSnapshot.Phase> phase) {
        paused.set(phase.equals(Optional.of(RunSnapshot.Phase.PAUSED)));
        pausable.set(paused.get() || phase.equals(Optional.of(RunSnapshot.Phase.TRAINING)));
        stopping.set(phase.equals(Optional.of(RunSnapshot.Phase.STOPPING)));
    }

    /** Ends the trainer at once; its last checkpoint stays usable. */
    public void kill() {
        watch.kill();
    }

    private final class RunListener implements TrainerWatch.Listener {
        @Override
        public void changed(ActiveRun run, RunSnapshot snapshot) {
            view.update(run, snapshot);
            if (snapshot.started().isPresent() && !listed) {
                listed = true;
                history.refresh(() -> {});
            }
        }

        @Override
        public void ended(ActiveRun run, RunSnapshot snapshot) {
            check();
            if (snapshot.best().saved()) {
                handover.trained(run.folder());
            }
            TrainerWatch.Live last = new TrainerWatch.Live(run.folder(), snapshot);
            boolean here = context.project().project().map(Project::folder).equals(last.project());
            if (context.navigator().current() != ScreenId.TRAIN || !here) {
                announce(last, here);
            }
            history.refresh(() -> {
                view.refresh(run, history.runs());
                followGoing();
            });
        }
    }

    /** Reads the list of runs again, of which some may be gone; {@code next} follows. */
    void readRuns(Runnable next) {
        history.refresh(() -> {
            view.shownProperty()
                    .get()
                    .map(RunView.Shown::folder)
                    .filter(folder ->
                            !Files.isDirectory(folder) && watch.live(folder).isEmpty())
                    .ifPresent(gone -> {
                        view.clear();
                        history.runs().stream().findFirst().ifPresent(view::show);
                    });
            next.run();
        });
    }

    /** Tells those who look at another screen or project; this one shows it as the headline of the run. */
    private void announce(TrainerWatch.Live ended, boolean here) {
        String sentence = RunTexts.headline(ended.snapshot(), messages);
        if (!here) {
            sentence = messages.text("train.of-project", ended.projectName(), sentence);
        }
        Notifier.Notification told = new Notifier.Notification(
                ended.snapshot().phase() == RunSnapshot.Phase.FAILED
                        ? Notifier.Kind.PROBLEM
                        : Notifier.Kind.INFORMATION,
                sentence,
                Optional.of(new Notifier.Action(messages.text("train.show"), () -> context.navigator()
                                .show(ScreenId.TRAIN)))
                        .filter(action -> here));
        announced = Optional.of(told);
        context.notifier().show(told);
    }

    /** Whoever sees the run, or starts another one, has heard. */
    private void forgetAnnouncement() {
        announced.ifPresent(context.notifier()::withdraw);
        announced = Optional.empty();
    }

    private void projectChanged() {
        view.clear();
        check();
        history.refresh(this::historyRead);
    }

    /** After a project was opened: shows its run that still goes on, or else its latest. */
    private void historyRead() {
        List<RunSummary> runs = history.runs();
        Optional<ActiveRun> own = context.project().project().flatMap(open -> watch.runOf(open.folder()));
        if (own.isPresent()) {
            view.showActive(own.get());
            view.update(own.get(), own.get().progress().snapshot());
        } else if (!followGoing() && !runs.isEmpty()) {
            view.show(runs.get(0));
        }
        check();
    }

    /** Follows a run of the open project whose trainer was started elsewhere, unless one is followed already. */
    private boolean followGoing() {
        Optional<RunSummary> going = history.runs().stream()
                .filter(run -> run.status() == RunSummary.Status.RUNNING)
                .findFirst()
                .filter(run -> !runningProperty().get());
        going.ifPresent(run -> {
            listed = true;
            watch.followElsewhere(run.folder(), view::showActive);
            check();
        });
        return going.isPresent();
    }

    private void count() {
        work = DatasetEstimate.of(context.project().dataset(), form.validationFraction());
        check();
    }

    private void check() {
        elsewhere.set(isElsewhere());
        remarks.set(TrainRemarks.of(
                work.balance(), network.get(), sizes.shorterSidePxProperty().get(), messages));
        obstacle.set(findObstacle());
        int batchSize = (int) form.batchSize().value().orElse(0);
        int epochs = (int) form.epochs().value().orElse(0);
        if (work.train() == 0 || batchSize == 0 || epochs == 0) {
            estimate.set("");
            return;
        }
        int batches = work.batches(batchSize);
        estimate.set(
                messages.text("train.estimate", work.train(), work.validation(), batches, (long) batches * epochs));
    }

    /** Whether a run of another project is being trained. */
    private boolean isElsewhere() {
        return runningProperty().get()
                && context.project()
                        .project()
                        .flatMap(open -> watch.runOf(open.folder()))
                        .isEmpty();
    }

    private String findObstacle() {
        if (!context.project().isOpen()) {
            return messages.text("train.obstacle.no-project");
        }
        if (elsewhere.get()) {
            return messages.text(
                    "train.obstacle.elsewhere",
                    watch.liveProperty()
                            .get()
                            .map(TrainerWatch.Live::projectName)
                            .orElse(""));
        }
        if (work.classes() < 2) {
            return messages.text("train.obstacle.classes", work.classes());
        }
        try {
            ResNetSpec spec = network.get()
                    .graph(context.project().dataset().classes().size())
                    .spec();
            if (!form.validProperty().get()) {
                return messages.text("train.obstacle.form");
            }
            form.config(spec);
            return "";
        } catch (IllegalArgumentException e) {
            return messages.sentence(e);
        }
    }
}
