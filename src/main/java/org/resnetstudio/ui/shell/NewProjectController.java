package org.resnetstudio.ui.shell;

import java.nio.file.Path;
import java.util.Optional;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;

/** Binds {@code new-project.fxml}: the panel that makes a project. */
public final class NewProjectController {
    private final NewProjectModel model;
    private final Messages messages;
    private final Overlay overlay;

    @FXML
    private TextField name;

    @FXML
    private TextField place;

    @FXML
    private TextField pictures;

    @FXML
    private Label outcome;

    @FXML
    private Label problem;

    @FXML
    private Button create;

    /** For the loader of FXML. */
    public NewProjectController(NewProjectModel model, Messages messages, Overlay overlay) {
        this.model = model;
        this.messages = messages;
        this.overlay = overlay;
    }

    @FXML
    private void initialize() {
        name.textProperty().bindBidirectional(model.nameProperty());
        place.textProperty().bindBidirectional(model.placeProperty());
        pictures.textProperty().bindBidirectional(model.picturesProperty());
        problem.textProperty().bind(model.problemProperty());
        model.folderProperty().subscribe(this::show);
    }

    private void show(Optional<Path> folder) {
        create.setDisable(folder.isEmpty());
        outcome.setText(
                folder.map(made -> messages.text("new-project.folder", made)).orElse(""));
    }

    @FXML
    private void choosePlace() {
        model.choosePlace();
    }

    @FXML
    private void choosePictures() {
        model.choosePictures();
    }

    @FXML
    private void create() {
        overlay.close();
        model.create();
    }

    @FXML
    private void cancel() {
        overlay.close();
    }
}
