package org.resnetstudio.ui.shell;

import java.util.List;
import javafx.fxml.FXML;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;

/** All shortcuts on one panel. */
public final class ShortcutsController {
    private record Shortcut(String keys, String messageKey) {}

    private static final int COLUMNS = 2;
    private static final List<Shortcut> SHORTCUTS = List.of(
            new Shortcut("Shortcut+1 … 5", "shortcuts.screens"),
            new Shortcut("Shortcut+N", "shortcuts.new"),
            new Shortcut("Shortcut+O", "shortcuts.open"),
            new Shortcut("Shortcut+I", "shortcuts.import-folder"),
            new Shortcut("Shortcut+Shift+I", "shortcuts.import-pictures"),
            new Shortcut("Shortcut+Z", "shortcuts.undo"),
            new Shortcut("Shortcut+Shift+Z", "shortcuts.redo"),
            new Shortcut("Shortcut+Shift+S", "shortcuts.split"),
            new Shortcut("F5", "shortcuts.train"),
            new Shortcut("F6", "shortcuts.resume"),
            new Shortcut("Shift+F5", "shortcuts.stop"),
            new Shortcut("F7", "shortcuts.pause"),
            new Shortcut("Shortcut+Shift+A", "shortcuts.augment"),
            new Shortcut("Shortcut+K", "shortcuts.classify-file"),
            new Shortcut("Shortcut+E", "shortcuts.export"),
            new Shortcut("1 … 9", "shortcuts.label"),
            new Shortcut("0", "shortcuts.unlabel"),
            new Shortcut("Shortcut+A", "shortcuts.select-all"),
            new Shortcut("Space", "shortcuts.preview"),
            new Shortcut("C", "shortcuts.classify"),
            new Shortcut("X", "shortcuts.exclude"),
            new Shortcut("Shift+Delete", "shortcuts.remove"),
            new Shortcut("Shortcut+F", "shortcuts.find"),
            new Shortcut("Shortcut++", "shortcuts.zoom-in"),
            new Shortcut("Shortcut+-", "shortcuts.zoom-out"),
            new Shortcut("Shortcut+Shift+D", "shortcuts.dark"),
            new Shortcut("Shortcut+Q", "shortcuts.quit"),
            new Shortcut("F1", "shortcuts.help"));

    private final Messages messages;
    private final Overlay overlay;

    @FXML
    private GridPane grid;

    /** The panel. */
    public ShortcutsController(Messages messages, Overlay overlay) {
        this.messages = messages;
        this.overlay = overlay;
    }

    @FXML
    private void initialize() {
        ShortcutText spelling = ShortcutText.ofThisSystem();
        int rows = (SHORTCUTS.size() + COLUMNS - 1) / COLUMNS;
        for (int i = 0; i < SHORTCUTS.size(); i++) {
            Shortcut shortcut = SHORTCUTS.get(i);
            Label keys = new Label(spelling.keys(shortcut.keys()));
            keys.getStyleClass().add("keys");
            int column = i / rows * 2;
            grid.add(keys, column, i % rows);
            grid.add(new Label(messages.text(shortcut.messageKey())), column + 1, i % rows);
        }
    }

    @FXML
    private void close() {
        overlay.close();
    }
}
