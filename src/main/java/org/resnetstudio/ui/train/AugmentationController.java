package org.resnetstudio.ui.train;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.DragEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.resnetstudio.ui.control.FxImages;
import org.resnetstudio.ui.control.ImageTiles;
import org.resnetstudio.ui.shell.FilePickers;
import org.resnetstudio.ui.shell.Messages;
import org.resnetstudio.ui.shell.Overlay;

/** Binds {@code train-augmentation.fxml}: what varies training pictures, and nine variants of one. */
public final class AugmentationController {
    private static final String ALL_CLASSES = "";

    private final AugmentationModel model;
    private final Overlay overlay;
    private final Messages messages;
    private final FilePickers files;

    @FXML
    private VBox panel;

    @FXML
    private Label title;

    @FXML
    private VBox rows;

    @FXML
    private MenuButton presets;

    @FXML
    private ComboBox<String> classes;

    @FXML
    private HBox pictureButtons;

    @FXML
    private HBox pictures;

    @FXML
    private ImageTiles original;

    @FXML
    private ImageTiles variants;

    @FXML
    private Label caption;

    @FXML
    private Label sight;

    @FXML
    private Label noPicture;

    @FXML
    private Label problem;

    @FXML
    private Button apply;

    /** The panel. */
    public AugmentationController(AugmentationModel model, Overlay overlay, Messages messages, FilePickers files) {
        this.model = model;
        this.overlay = overlay;
        this.messages = messages;
        this.files = files;
    }

    @FXML
    private void initialize() {
        title.setText(messages.text(model.isTrained() ? "augment.title.run" : "augment.title"));
        apply.setText(messages.text(model.isTrained() ? "augment.apply.run" : "augment.apply"));
        apply.disableProperty().bind(model.problemProperty().isNotEmpty());
        problem.textProperty().bind(model.problemProperty());
        caption.textProperty().bind(model.captionProperty());
        sight.setText(messages.text("augment.sight", model.sizePx()));
        AugmentationRowViews views = new AugmentationRowViews(messages);
        model.rows().forEach(row -> rows.getChildren().add(views.row(row)));
        for (AugmentationPreset preset : AugmentationPreset.values()) {
            MenuItem item = new MenuItem(messages.text("augment.preset." + preset.shortName()));
            item.setOnAction(event -> model.take(preset));
            presets.getItems().add(item);
        }
        fillClasses();
        pictureButtons.setDisable(!model.several());
        model.viewProperty().subscribe(this::show);
        panel.addEventFilter(KeyEvent.KEY_PRESSED, this::keyPressed);
    }

    private void fillClasses() {
        classes.getItems().add(ALL_CLASSES);
        classes.getItems().addAll(model.classes());
        classes.setConverter(new StringConverter<>() {
            @Override
            public String toString(String name) {
                return name == null || name.equals(ALL_CLASSES) ? messages.text("augment.classes") : name;
            }

            @Override
            public String fromString(String text) {
                throw new UnsupportedOperationException("Classes are chosen, not typed.");
            }
        });
        classes.setValue(ALL_CLASSES);
        classes.setDisable(model.classes().isEmpty());
        classes.valueProperty()
                .addListener(
                        (o, before, now) -> model.ofClass(Optional.of(now).filter(name -> !name.equals(ALL_CLASSES))));
    }

    private void show(AugmentationModel.View view) {
        original.show(view.original().map(FxImages::image).stream().toList());
        variants.show(view.variants().stream().map(FxImages::image).toList());
        noPicture.setText(view.problem());
        noPicture.setVisible(!view.problem().isEmpty());
        pictures.setVisible(view.problem().isEmpty());
    }

    /** Keys without a modifier, unless somebody types. */
    private void keyPressed(KeyEvent event) {
        boolean typing = event.getTarget() instanceof TextInputControl;
        if (event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        if (event.getCode() == KeyCode.PAGE_DOWN) {
            model.move(1);
        } else if (event.getCode() == KeyCode.PAGE_UP) {
            model.move(-1);
        } else if (event.getCode() == KeyCode.V && !typing) {
            model.otherVariants();
        } else if (event.getCode() == KeyCode.R && !typing) {
            model.any();
        } else {
            return;
        }
        event.consume();
    }

    @FXML
    private void dragOver(DragEvent event) {
        if (event.getDragboard().hasFiles()) {
            event.acceptTransferModes(TransferMode.COPY, TransferMode.LINK);
        }
        event.consume();
    }

    @FXML
    private void dragDropped(DragEvent event) {
        List<Path> dropped =
                event.getDragboard().getFiles().stream().map(File::toPath).toList();
        dropped.stream().findFirst().ifPresent(model::show);
        event.setDropCompleted(!dropped.isEmpty());
        event.consume();
    }

    @FXML
    private void chooseFile() {
        files.files("augment", messages.text("augment.choose.title")).stream()
                .findFirst()
                .ifPresent(model::show);
    }

    @FXML
    private void previous() {
        model.move(-1);
    }

    @FXML
    private void next() {
        model.move(1);
    }

    @FXML
    private void any() {
        model.any();
    }

    @FXML
    private void otherVariants() {
        model.otherVariants();
    }

    @FXML
    private void apply() {
        if (model.accept()) {
            overlay.close();
        }
    }

    @FXML
    private void cancel() {
        overlay.close();
    }
}
