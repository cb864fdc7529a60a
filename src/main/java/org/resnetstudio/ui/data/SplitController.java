package org.resnetstudio.ui.data;

import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import org.resnetstudio.ui.shell.Overlay;

/** The panel that deals samples out to the splits. */
public final class SplitController {
    private final SplitModel model;
    private final Overlay overlay;

    @FXML
    private TextField validation;

    @FXML
    private TextField test;

    @FXML
    private TextField seed;

    @FXML
    private Label problem;

    @FXML
    private Button apply;

    /** The panel. */
    public SplitController(SplitModel model, Overlay overlay) {
        this.model = model;
        this.overlay = overlay;
    }

    @FXML
    private void initialize() {
        validation.textProperty().bindBidirectional(model.validationProperty());
        test.textProperty().bindBidirectional(model.testProperty());
        seed.textProperty().bindBidirectional(model.seedProperty());
        problem.textProperty().bind(model.problemProperty());
        apply.disableProperty().bind(model.problemProperty().isNotEmpty());
    }

    @FXML
    private void apply() {
        if (model.apply()) {
            overlay.close();
        }
    }

    @FXML
    private void cancel() {
        overlay.close();
    }
}
