package org.resnetstudio.ui.train;

import java.util.List;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import org.resnetstudio.training.RunSummary;
import org.resnetstudio.ui.shell.AppAction;
import org.resnetstudio.ui.shell.StudioContext;

/** Binds {@code train.fxml}: what starts and stops a run. */
public final class TrainController {
    private final StudioContext context;
    private final TrainModel model;

    @FXML
    private TabPane tabs;

    @FXML
    private Tab runsTab;

    @FXML
    private Button startRun;

    @FXML
    private Button stopRun;

    @FXML
    private Label obstacle;

    @FXML
    private Label estimate;

    /** For the loader of FXML. */
    public TrainController(StudioContext context, TrainModel model) {
        this.context = context;
        this.model = model;
    }

    @FXML
    void initialize() {
        obstacle.textProperty().bind(model.obstacleProperty());
        obstacle.visibleProperty()
                .bind(model.obstacleProperty()
                        .isNotEmpty()
                        .and(model.runningProperty().not()));
        estimate.textProperty().bind(model.estimateProperty());
        estimate.visibleProperty().bind(model.obstacleProperty().isEmpty());
        BooleanBinding ready =
                model.obstacleProperty().isEmpty().and(model.runningProperty().not());
        startRun.disableProperty().bind(ready.not());
        startRun.visibleProperty().bind(model.runningProperty().not());
        stopRun.visibleProperty().bind(model.runningProperty());
        for (Node node : List.of(obstacle, estimate, startRun, stopRun)) {
            node.managedProperty().bind(node.visibleProperty());
        }
        model.history().runs().addListener((ListChangeListener<RunSummary>) change -> nameRuns());
        nameRuns();
        context.actions().register(AppAction.TRAIN_START, model::start, ready);
        context.actions().register(AppAction.TRAIN_STOP, model::stop, model.runningProperty());
        BooleanBinding resumable = Bindings.createBooleanBinding(
                () -> shown().isPresent(), model.view().shownProperty(), model.runningProperty());
        context.actions()
                .register(
                        AppAction.TRAIN_PAUSE,
                        this::pauseOrResume,
                        model.runningProperty().or(resumable));
    }

    private Optional<RunView.Shown> shown() {
        return model.view().shownProperty().get().filter(RunView.Shown::resumable);
    }

    /** A pause is a stop from which the run can go on. */
    private void pauseOrResume() {
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
    void start() {
        model.start();
    }

    @FXML
    void stop() {
        model.stop();
    }

    @FXML
    void showRuns() {
        tabs.getSelectionModel().select(runsTab);
    }
}
