package org.resnetstudio.ui.train;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.resnetstudio.runs.RunSummary;
import org.resnetstudio.ui.shell.AppAction;
import org.resnetstudio.ui.shell.Details;
import org.resnetstudio.ui.shell.StudioContext;

/** Binds {@code train.fxml}: what starts and stops a run. */
public final class TrainController {
    private final StudioContext context;
    private final TrainModel model;
    private final Details details;
    private final Runnable panel;

    @FXML
    private TabPane tabs;

    @FXML
    private Tab runsTab;

    @FXML
    private Button startRun;

    @FXML
    private Hyperlink changeRun;

    @FXML
    private HBox runningButtons;

    @FXML
    private Button pauseRun;

    @FXML
    private FontIcon pauseIcon;

    @FXML
    private Tooltip pauseHint;

    @FXML
    private Button stopRun;

    @FXML
    private Tooltip stopHint;

    @FXML
    private Label obstacle;

    @FXML
    private Label estimate;

    @FXML
    private HBox remarks;

    @FXML
    private Hyperlink remarkLine;

    /**
     * For the loader of FXML.
     *
     * @param panel opens the panel that changes the run that is trained
     */
    public TrainController(StudioContext context, TrainModel model, Details details, Runnable panel) {
        this.context = context;
        this.model = model;
        this.details = details;
        this.panel = panel;
    }

    @FXML
    void initialize() {
        obstacle.textProperty().bind(model.obstacleProperty());
        obstacle.visibleProperty()
                .bind(model.obstacleProperty()
                        .isNotEmpty()
                        .and(model.runningProperty().not().or(model.elsewhereProperty())));
        estimate.textProperty().bind(model.estimateProperty());
        estimate.visibleProperty().bind(model.obstacleProperty().isEmpty());
        BooleanBinding ready =
                model.obstacleProperty().isEmpty().and(model.runningProperty().not());
        startRun.disableProperty().bind(ready.not());
        startRun.visibleProperty().bind(model.runningProperty().not());
        runningButtons.visibleProperty().bind(model.runningProperty());
        changeRun.visibleProperty().bind(model.pausableProperty());
        pauseRun.disableProperty().bind(model.pausableProperty().not());
        stopRun.textProperty()
                .bind(Bindings.createStringBinding(
                        this::stopText, model.elsewhereProperty(), model.stoppingProperty()));
        model.stoppingProperty()
                .subscribe(stopping ->
                        stopHint.setText(context.messages().text(stopping ? "train.end.hint" : "train.stop.hint")));
        model.pausedProperty().subscribe(this::showPaused);
        model.remarksProperty()
                .subscribe(all -> remarkLine.setText(
                        all.stream().map(TrainRemarks.Remark::brief).collect(Collectors.joining(" · "))));
        remarks.visibleProperty().bind(remarkLine.textProperty().isNotEmpty());
        for (Node node : List.of(obstacle, estimate, remarks, startRun, runningButtons, changeRun)) {
            node.managedProperty().bind(node.visibleProperty());
        }
        model.history().runs().addListener((ListChangeListener<RunSummary>) change -> nameRuns());
        nameRuns();
        context.actions().register(AppAction.TRAIN_START, model::start, ready);
        context.actions().register(AppAction.TRAIN_STOP, model::stop, model.runningProperty());
        context.actions().register(AppAction.TRAIN_PAUSE, model::pauseOrContinue, model.pausableProperty());
        context.actions().register(AppAction.TRAIN_CHANGE, panel, model.pausableProperty());
        context.actions().register(AppAction.TRAIN_CHECKPOINT, model::saveCheckpoint, model.pausableProperty());
        BooleanBinding resumable = Bindings.createBooleanBinding(
                () -> shown().isPresent(), model.view().shownProperty(), model.runningProperty());
        context.actions()
                .register(
                        AppAction.TRAIN_RESUME,
                        this::stopOrResume,
                        model.runningProperty().or(resumable));
    }

    private String stopText() {
        if (model.stoppingProperty().get()) {
            return context.messages().text("train.end");
        }
        return context.messages().text(model.elsewhereProperty().get() ? "train.stop.elsewhere" : "train.stop");
    }

    private void showPaused(boolean paused) {
        pauseRun.setText(context.messages().text(paused ? "train.continue" : "train.pause"));
        pauseIcon.setIconLiteral(paused ? "fth-play" : "fth-pause");
        pauseHint.setText(context.messages().text(paused ? "train.continue.hint" : "train.pause.hint"));
    }

    private Optional<RunView.Shown> shown() {
        return model.view().shownProperty().get().filter(RunView.Shown::resumable);
    }

    /** Every stop is one from which the run can go on. */
    private void stopOrResume() {
        if (model.runningProperty().get()) {
            model.stop();
        } else {
            shown().ifPresent(run -> model.resume(run.folder()));
        }
    }

    private void nameRuns() {
        runsTab.setText(
                context.messages().text("train.tab.runs", model.history().runs().size()));
    }

    @FXML
    void showRemarks() {
        details.show(
                context.messages().text("train.remarks.title"),
                model.remarksProperty().get().stream()
                        .map(TrainRemarks.Remark::sentence)
                        .toList());
    }

    @FXML
    void start() {
        model.start();
    }

    @FXML
    void change() {
        panel.run();
    }

    @FXML
    void pause() {
        model.pauseOrContinue();
    }

    /** Whoever presses again does not want to wait for the present batch. */
    @FXML
    void stop() {
        if (model.stoppingProperty().get()) {
            model.kill();
        } else {
            model.stop();
        }
    }

    @FXML
    void showRuns() {
        tabs.getSelectionModel().select(runsTab);
    }
}
