package org.resnetstudio.ui.shell;

import javafx.scene.control.ListCell;

/** A sentence in a list, on as many lines as it needs. */
final class SentenceCell extends ListCell<String> {
    SentenceCell() {
        setWrapText(true);
        // The list gives the width; without this a long sentence would make the list scroll sideways.
        setPrefWidth(0);
    }

    @Override
    protected void updateItem(String sentence, boolean empty) {
        super.updateItem(sentence, empty);
        setText(empty ? null : sentence);
    }
}
