package org.resnetstudio.ui.data;

import javafx.event.EventHandler;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.resnetstudio.dataset.Sample;
import org.resnetstudio.ui.control.ThumbnailGrid;
import org.resnetstudio.ui.shell.ClassifyAction;

/** What single keys do with the selected pictures. */
final class SampleKeys implements EventHandler<KeyEvent> {
    private final DataModel model;
    private final ThumbnailGrid<Sample> grid;
    private final ClassifyAction classify;

    SampleKeys(DataModel model, ThumbnailGrid<Sample> grid, ClassifyAction classify) {
        this.model = model;
        this.grid = grid;
        this.classify = classify;
    }

    @Override
    public void handle(KeyEvent event) {
        if (event.isShortcutDown() || event.isAltDown() || event.isConsumed()) {
            return;
        }
        KeyCode code = event.getCode();
        if (code.isDigitKey()) {
            digit(code.getName().charAt(code.getName().length() - 1) - '0');
        } else if (code == KeyCode.DELETE && event.isShiftDown()) {
            model.removeSelected();
        } else if (code == KeyCode.DELETE || code == KeyCode.BACK_SPACE) {
            model.clearLabel();
        } else if (code == KeyCode.SPACE || code == KeyCode.ENTER) {
            model.previewProperty().set(!model.previewProperty().get());
        } else if (code == KeyCode.X) {
            model.toggleExcluded();
        } else if (code == KeyCode.C) {
            classifyFocused();
        } else {
            return;
        }
        event.consume();
    }

    private void classifyFocused() {
        model.focused()
                .ifPresent(sample -> classify.classify(
                        sample.file(), grid.tile(model.selection().focus()).orElse(grid)));
    }

    private void digit(int number) {
        if (number == 0) {
            model.clearLabel();
        } else {
            model.label(number - 1);
        }
    }
}
