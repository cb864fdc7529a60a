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
import javafx.scene.layout.HBox;
import org.resnetstudio.runs.RunSummary;
import org.resnetstudio.ui.shell.AppAction;
import org.resnetstudio.ui.shell.Details;
import org.resnetstudio.ui.shell.StudioContext;

/** Binds {@code train.fxml}: what starts and stops a run. */
public final class TrainController {
    private final StudioContext context;
    private final TrainModel model;
    private final Details details;

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

    @FXML
    private HBox remarks;

    @FXML
    private Hyperlink remarkLine;

    /** For the loader of FXML. */
    public TrainController(StudioContext context, TrainModel model, Details details) {
        this.context = context;
        this.model = model;
        this.details = details;
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
        stopRun.visibleProperty().bind(model.runningProperty());
        stopRun.textProperty()
                .bind(Bindings.when(model.elsewhereProperty())
                        .then(context.messages().text("train.stop.elsewhere"))
                        .otherwise(context.messages().text("train.stop")));
        model.remarksProperty()
                .subscribe(all -> remarkLine.setText(
                        all.stream().map(TrainRemarks.Remark::brief).collect(Collectors.joining(" · "))));
        remarks.visibleProperty().bind(remarkLine.textProperty().isNotEmpty());
        for (Node node : List.of(obstacle, estimate, remarks, startRun, stopRun)) {
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
                        AppAction.TRAIN_RESUME,
                        this::stopOrResume,
                        model.runningProperty().or(resumable));
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
    void stop() {
        model.stop();
    }

    @FXML
    void showRuns() {
        tabs.getSelectionModel().select(runsTab);
    }
}
