package org.resnetstudio.ui.train;

import javafx.fxml.FXML;
import javafx.scene.control.Button;
import org.resnetstudio.ui.control.NumberInput;
import org.resnetstudio.ui.shell.Overlay;

/** The panel that changes a run while it is trained. */
public final class RunChangeController {
    private final RunChangeModel model;
    private final Overlay overlay;
    private final Runnable augmentations;

    @FXML
    private NumberInput learningRate;

    @FXML
    private NumberInput epochs;

    @FXML
    private NumberInput patience;

    @FXML
    private Button apply;

    /**
     * The panel.
     *
     * @param augmentations opens the one that sets how its pictures are varied
     */
    public RunChangeController(RunChangeModel model, Overlay overlay, Runnable augmentations) {
        this.model = model;
        this.overlay = overlay;
        this.augmentations = augmentations;
    }

    @FXML
    private void initialize() {
        learningRate.connect(
                model.learningRate().textProperty(), model.learningRate().problemProperty());
        epochs.connect(model.epochs().textProperty(), model.epochs().problemProperty());
        patience.connect(model.patience().textProperty(), model.patience().problemProperty());
        apply.disableProperty()
                .bind(model.learningRate()
                        .problemProperty()
                        .isNotEmpty()
                        .or(model.epochs().problemProperty().isNotEmpty())
                        .or(model.patience().problemProperty().isNotEmpty()));
    }

    @FXML
    private void apply() {
        if (model.apply()) {
            overlay.close();
        }
    }

    /** What was typed here is left as it was. */
    @FXML
    private void augment() {
        overlay.close();
        augmentations.run();
    }

    @FXML
    private void cancel() {
        overlay.close();
    }
}
