package org.resnetstudio.ui.train;

import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.resnetstudio.project.Project;
import org.resnetstudio.training.RunFolder;
import org.resnetstudio.training.RunSummary;
import org.resnetstudio.ui.network.CurrentNetwork;
import org.resnetstudio.ui.network.NetworkChoice;
import org.resnetstudio.ui.shell.Messages;
import org.resnetstudio.ui.shell.ScreenId;
import org.resnetstudio.ui.shell.StudioContext;

/**
 * Starts, watches and stops runs: a background service around one trainer process at a time. Used on the FX thread; what the trainer
 * says is sampled on the pulse. Needs no window.
 */
public final class TrainModel {
    private static final DateTimeFormatter RUN_NAME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);
    /** How many pulses lie between two looks at the files of a run that another studio started. */
    private static final int FOLLOW_PULSES = 10;

    private final StudioContext context;
    private final Messages messages;
    private final CurrentNetwork network;
    private final TrainerStarter trainers;
    private final RunHandover handover;
    private final Clock clock;
    private final TrainForm form;
    private final RunHistory history;
    private final RunView view;
    private final ReadOnlyStringWrapper obstacle = new ReadOnlyStringWrapper(this, "obstacle", "");
    private final ReadOnlyStringWrapper estimate = new ReadOnlyStringWrapper(this, "estimate", "");
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper(this, "running", false);
    private Optional<ActiveRun> active = Optional.empty();
    private RunProgress seen;
    private long seenVersion;
    private int pulses;
    private boolean following;
    /** Whether the list of runs knows the run that is being trained. */
    private boolean listed;

    /**
     * Watches the project, the network and the pulse.
     *
     * @param handover gets the model of a run that has ended
     * @param trainers starts trainer processes
     * @param clock names runs
     */
    public TrainModel(
            StudioContext context, CurrentNetwork network, RunHandover handover, TrainerStarter trainers, Clock clock) {
        this.context = context;
        this.messages = context.messages();
        this.network = network;
        this.trainers = trainers;
        this.handover = handover;
        this.clock = clock;
        form = new TrainForm(context.settings(), messages);
        history = new RunHistory(context.jobs(), messages);
        view = new RunView(context.jobs(), messages);
        context.project().projectProperty().addListener(o -> projectChanged());
        context.project().datasetProperty().addListener(o -> check());
        network.choiceProperty().addListener(o -> check());
        form.validProperty().addListener(o -> check());
        for (NumberField field : List.of(form.epochs(), form.batchSize(), form.validation(), form.seed())) {
            field.textProperty().addListener(o -> check());
        }
        context.pulse().add(this::sample);
        projectChanged();
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

    /** Whether a trainer is at work. */
    public ReadOnlyBooleanProperty runningProperty() {
        return running.getReadOnlyProperty();
    }

    /** The network of the next run, in a few words. */
    public String networkLine() {
        NetworkChoice choice = network.get();
        return messages.text("train.network.line", choice.title(), choice.imageSizePx());
    }

    /** Starts a run with the settings of the form. */
    public void start() {
        if (!obstacle.get().isEmpty() || running.get()) {
            return;
        }
        form.remember();
        Project project = context.project().project().orElseThrow();
        NetworkChoice choice = network.get();
        Path folder = newRunFolder(project, choice);
        List<String> arguments = new ArrayList<>();
        arguments.addAll(List.of("--project", project.folder().toString()));
        arguments.addAll(choice.arguments(
                Math.max(2, context.project().dataset().classes().size())));
        arguments.addAll(form.arguments());
        arguments.addAll(List.of("--out", folder.toString()));
        double fraction = form.validationFraction();
        long seed = (long) form.seed().value().orElse(1);
        launch(ActiveRun.own(folder), arguments, () -> project.completeSplits(fraction, seed));
    }

    /** Goes on with a run that was stopped or failed, from its last checkpoint. */
    public void resume(Path folder) {
        if (!running.get()) {
            launch(ActiveRun.own(folder), List.of("--resume", folder.toString()), () -> null);
        }
    }

    /** What has to be done before a trainer starts. */
    private interface Preparation {
        Object run() throws Exception;
    }

    private void launch(ActiveRun run, List<String> arguments, Preparation before) {
        follow(run);
        context.jobs()
                .job(messages.text("train.job.starting"), progress -> {
                    before.run();
                    run.start(trainers, arguments);
                    return run;
                })
                .onFailure(error -> run.progress().fail(Messages.sentence(error)))
                .onCancel(() -> run.progress().exited(Optional.empty()))
                .start();
    }

    private void follow(ActiveRun run) {
        active = Optional.of(run);
        seen = null;
        listed = !run.isOwn();
        running.set(true);
        view.showActive(run);
        sample();
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

    /** Asks the trainer to stop and to keep what it has. */
    public void stop() {
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
                .job(messages.text("train.job.stopping"), progress -> {
                    RunFolder.open(run.folder()).requestStop();
                    return run;
                })
                .onSuccess(ActiveRun::stop)
                .start();
    }

    /** Ends the trainer at once; its last checkpoint stays usable. */
    public void kill() {
        active.ifPresent(ActiveRun::kill);
    }

    /** Looks at what the trainer has published; called on the pulse. */
    void sample() {
        if (active.isEmpty() || !running.get()) {
            return;
        }
        ActiveRun run = active.get();
        RunProgress progress = run.progress();
        if (progress != seen || progress.version() != seenVersion) {
            seen = progress;
            seenVersion = progress.version();
            RunSnapshot snapshot = progress.snapshot();
            view.update(run, snapshot);
            if (snapshot.started().isPresent() && !listed) {
                listed = true;
                context.project().project().ifPresent(open -> history.refresh(open, () -> {}));
            }
            if (!snapshot.phase().running()) {
                ended(run, snapshot);
                return;
            }
        }
        if (!run.isOwn() && ++pulses % FOLLOW_PULSES == 0 && !following) {
            readAgain(run);
        }
    }

    private void readAgain(ActiveRun run) {
        following = true;
        context.jobs()
                .job(messages.text("train.runs.reading"), progress -> {
                    run.follow();
                    return run;
                })
                .onFailure(error -> run.progress().fail(Messages.sentence(error)))
                .onEnd(() -> following = false)
                .start();
    }

    private void ended(ActiveRun run, RunSnapshot snapshot) {
        running.set(false);
        check();
        if (snapshot.best().saved()) {
            handover.trained(run.folder());
        }
        if (context.navigator().current() != ScreenId.TRAIN) {
            announce(snapshot);
        }
        context.project().project().ifPresent(open -> history.refresh(open, () -> view.refresh(run, history.runs())));
    }

    /** Tells those who look at another screen; this one shows it as the headline of the run. */
    private void announce(RunSnapshot snapshot) {
        String sentence = RunTexts.headline(snapshot, messages);
        String show = messages.text("train.show");
        Runnable go = () -> context.navigator().show(ScreenId.TRAIN);
        if (snapshot.phase() == RunSnapshot.Phase.FAILED) {
            context.notifier().error(sentence, show, go);
        } else {
            context.notifier().info(sentence, show, go);
        }
    }

    private void projectChanged() {
        active = Optional.empty();
        running.set(false);
        view.clear();
        history.clear();
        check();
        context.project().project().ifPresent(open -> history.refresh(open, this::historyRead));
    }

    /** After a start of the studio: shows the run that still goes on, or else the latest. */
    private void historyRead() {
        List<RunSummary> runs = history.runs();
        Optional<RunSummary> going = runs.stream()
                .filter(run -> run.status() == RunSummary.Status.RUNNING)
                .findFirst();
        if (active.isPresent()) {
            return;
        }
        if (going.isPresent()) {
            ActiveRun run = ActiveRun.elsewhere(going.get().folder());
            follow(run);
            readAgain(run);
        } else if (!runs.isEmpty()) {
            view.show(runs.get(0));
        }
    }

    private void check() {
        DatasetEstimate work = DatasetEstimate.of(context.project().dataset(), form.validationFraction(), (long)
                form.seed().value().orElse(1));
        obstacle.set(findObstacle(work));
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

    private String findObstacle(DatasetEstimate work) {
        if (!context.project().isOpen()) {
            return messages.text("train.obstacle.no-project");
        }
        if (work.classes() < 2) {
            return messages.text("train.obstacle.classes", work.classes());
        }
        try {
            network.get().graph(context.project().dataset().classes().size());
        } catch (IllegalArgumentException e) {
            return Messages.sentence(e);
        }
        return form.validProperty().get() ? "" : messages.text("train.obstacle.form");
    }
}
