package org.resnetstudio.ui.shell;

import java.util.List;
import java.util.Map;
import javafx.fxml.FXML;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;

/** Binds {@code sentences.fxml}: all of what a single line elsewhere only counts or cuts short. */
public final class SentencesController {
    private final Overlay overlay;

    @FXML
    private Label title;

    @FXML
    private ListView<String> sentences;

    /** For the loader of FXML. */
    public SentencesController(Overlay overlay) {
        this.overlay = overlay;
    }

    @FXML
    private void initialize() {
        sentences.setCellFactory(list -> new SentenceCell());
    }

    void show(String heading, List<String> all) {
        title.setText(heading);
        sentences.getItems().setAll(all);
    }

    @FXML
    private void copy() {
        Clipboard.getSystemClipboard()
                .setContent(Map.of(DataFormat.PLAIN_TEXT, String.join(System.lineSeparator(), sentences.getItems())));
    }

    @FXML
    private void close() {
        overlay.close();
    }
}
