package org.resnetstudio.ui.train;

import java.util.OptionalDouble;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import org.resnetstudio.ui.shell.ScreenId;
import org.resnetstudio.ui.shell.StudioContext;

/** Binds {@code train-status.fxml}: the sign, beside every screen, that a run is being trained. */
public final class TrainStatusController {
    private final StudioContext context;
    private final TrainModel model;

    @FXML
    private Button trainStatus;

    @FXML
    private Label line;

    @FXML
    private Label detail;

    @FXML
    private ProgressBar done;

    /** For the loader of FXML. */
    public TrainStatusController(StudioContext context, TrainModel model) {
        this.context = context;
        this.model = model;
    }

    @FXML
    void initialize() {
        trainStatus.managedProperty().bind(trainStatus.visibleProperty());
        trainStatus.visibleProperty().bind(model.runningProperty());
        model.watch().liveProperty().subscribe(live -> live.ifPresent(this::show));
        model.elsewhereProperty()
                .subscribe(o -> model.watch().liveProperty().get().ifPresent(this::show));
    }

    private void show(TrainerWatch.Live live) {
        line.setText(RunTexts.brief(live.snapshot(), context.messages()));
        OptionalDouble left = live.snapshot().position().remainingSeconds();
        detail.setText(
                model.elsewhereProperty().get()
                        ? live.projectName()
                        : left.isPresent()
                                ? context.messages()
                                        .text(
                                                "train.fact.left",
                                                context.messages().quantities().duration(left.getAsDouble()))
                                : "");
        detail.setVisible(!detail.getText().isEmpty());
        done.setProgress(live.snapshot().progress());
    }

    @FXML
    void show() {
        context.navigator().show(ScreenId.TRAIN);
    }
}
