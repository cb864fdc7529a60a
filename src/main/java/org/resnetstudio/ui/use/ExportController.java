package org.resnetstudio.ui.use;

import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.RadioButton;
import javafx.scene.control.Toggle;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.VBox;
import org.resnetstudio.export.ExportFormat;
import org.resnetstudio.ui.shell.Messages;
import org.resnetstudio.ui.shell.Overlay;

/** The export panel: a format, a check, and a button. */
public final class ExportController {
    private final ExportModel model;
    private final ModelLibrary library;
    private final Overlay overlay;
    private final Messages messages;

    @FXML
    private Label source;

    @FXML
    private VBox formats;

    @FXML
    private CheckBox verify;

    @FXML
    private Label outcome;

    @FXML
    private ProgressIndicator progress;

    @FXML
    private Button export;

    /** Binds to a model. */
    public ExportController(ExportModel model, ModelLibrary library, Overlay overlay, Messages messages) {
        this.model = model;
        this.library = library;
        this.overlay = overlay;
        this.messages = messages;
    }

    @FXML
    private void initialize() {
        StudioModel exported = library.selectedProperty().get();
        source.setText(exported == null ? messages.text("use.no-model") : exported.title());
        ToggleGroup group = new ToggleGroup();
        for (ExportFormat format : ExportFormat.all()) {
            RadioButton button = new RadioButton(
                    messages.find("export.format." + format.name()).orElseGet(format::title));
            button.setUserData(format);
            button.setToggleGroup(group);
            button.setSelected(format.name().equals(model.formatProperty().get().name()));
            Label explanation =
                    new Label(messages.find("export.explain." + format.name()).orElseGet(format::explanation));
            explanation.setWrapText(true);
            explanation.getStyleClass().add("secondary");
            explanation.getStyleClass().add("format-explanation");
            formats.getChildren().addAll(button, explanation);
        }
        group.selectedToggleProperty().addListener((o, before, now) -> choose(now));
        verify.selectedProperty().bindBidirectional(model.verifyProperty());
        progress.visibleProperty().bind(model.busyProperty());
        outcome.textProperty().bind(model.outcomeProperty());
        export.setDisable(model.exportable().isEmpty());
        model.busyProperty().addListener((o, before, busy) -> export.setDisable(busy));
    }

    private void choose(Toggle toggle) {
        if (toggle != null) {
            model.formatProperty().set((ExportFormat) toggle.getUserData());
        }
    }

    @FXML
    private void export() {
        model.chooseAndExport();
    }

    @FXML
    private void close() {
        overlay.close();
    }
}
