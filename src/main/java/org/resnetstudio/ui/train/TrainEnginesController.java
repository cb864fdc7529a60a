package org.resnetstudio.ui.train;

import javafx.fxml.FXML;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;

/** Binds {@code train-engines.fxml}: which engine trains, and how fast. */
public final class TrainEnginesController {
    private final EngineRatesModel model;

    @FXML
    private VBox engines;

    @FXML
    private Label engineLine;

    @FXML
    private Tooltip engineDetail;

    @FXML
    private Hyperlink measureEngines;

    /** For the loader of FXML. */
    public TrainEnginesController(EngineRatesModel model) {
        this.model = model;
    }

    @FXML
    void initialize() {
        engineLine.textProperty().bind(model.lineProperty());
        engineLine.accessibleHelpProperty().bind(model.detailProperty());
        engineDetail.textProperty().bind(model.detailProperty());
        measureEngines.textProperty().bind(model.actionProperty());
        measureEngines.visibleProperty().bind(model.measurableProperty());
        measureEngines.managedProperty().bind(measureEngines.visibleProperty());
        engines.visibleProperty().bind(model.shownProperty());
        engines.managedProperty().bind(engines.visibleProperty());
        model.refresh();
    }

    @FXML
    void measure() {
        measureEngines.setVisited(false);
        model.measure();
    }
}
