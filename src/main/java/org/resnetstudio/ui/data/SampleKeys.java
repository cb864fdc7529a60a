package org.resnetstudio.ui.data;

import javafx.event.EventHandler;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/** What single keys do with the pictures that are chosen in a grid, while the grid has the keyboard. */
final class SampleKeys implements EventHandler<KeyEvent> {
    private final SampleCommands commands;
    private final Runnable open;
    private final Runnable classify;

    /**
     * Keys of a grid.
     *
     * @param open what Space and Enter do
     * @param classify what C does
     */
    SampleKeys(SampleCommands commands, Runnable open, Runnable classify) {
        this.commands = commands;
        this.open = open;
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
            commands.remove();
        } else if (code == KeyCode.DELETE || code == KeyCode.BACK_SPACE) {
            commands.clearLabel();
        } else if (code == KeyCode.SPACE || code == KeyCode.ENTER) {
            open.run();
        } else if (code == KeyCode.X) {
            commands.toggleExcluded();
        } else if (code == KeyCode.C) {
            classify.run();
        } else {
            return;
        }
        event.consume();
    }

    private void digit(int number) {
        if (number == 0) {
            commands.clearLabel();
        } else {
            commands.label(number - 1);
        }
    }
}
