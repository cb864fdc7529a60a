package org.resnetstudio.ui.data;

import java.util.Optional;
import java.util.function.Consumer;
import javafx.fxml.FXML;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.shape.Rectangle;
import org.resnetstudio.ui.control.ClassColors;
import org.resnetstudio.ui.shell.Overlay;

/** Binds {@code data-label.fxml}: a class is found by typing, and chosen with Enter or a click. */
public final class ClassChoiceController {
    private static final int MARK_PX = 12;

    private final ClassChoice model;
    private final Overlay overlay;

    @FXML
    private TextField search;

    @FXML
    private ListView<ClassChoice.Found> found;

    /** For the loader of FXML. */
    public ClassChoiceController(ClassChoice model, Overlay overlay) {
        this.model = model;
        this.overlay = overlay;
    }

    @FXML
    private void initialize() {
        found.setCellFactory(list -> new ClassCell(this::choose));
        found.setItems(model.found());
        search.setText(model.textProperty().get());
        search.textProperty().subscribe(typed -> {
            model.textProperty().set(typed);
            found.getSelectionModel().selectFirst();
        });
        search.addEventFilter(KeyEvent.KEY_PRESSED, new ListKeys<>(found, this::choose));
        found.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ENTER) {
                chosen().ifPresent(this::choose);
                event.consume();
            }
        });
    }

    private Optional<ClassChoice.Found> chosen() {
        return Optional.ofNullable(found.getSelectionModel().getSelectedItem());
    }

    private void choose(ClassChoice.Found chosen) {
        overlay.close();
        model.choose(chosen);
    }

    @FXML
    private void cancel() {
        overlay.close();
    }

    private static final class ClassCell extends ListCell<ClassChoice.Found> {
        private final Label name = new Label();
        private final Rectangle mark = new Rectangle(MARK_PX, MARK_PX);

        ClassCell(Consumer<ClassChoice.Found> choose) {
            name.setGraphic(mark);
            setOnMouseClicked(event -> Optional.ofNullable(getItem()).ifPresent(choose));
        }

        @Override
        protected void updateItem(ClassChoice.Found item, boolean empty) {
            super.updateItem(item, empty);
            boolean shown = !empty && item != null;
            name.setText(shown ? item.name() : "");
            mark.setFill(shown ? ClassColors.of(item.classIndex()) : null);
            setGraphic(shown ? name : null);
        }
    }
}
