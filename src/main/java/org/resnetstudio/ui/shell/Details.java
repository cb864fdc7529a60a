package org.resnetstudio.ui.shell;

import java.util.List;
import javafx.fxml.FXMLLoader;

/** Opens a panel with all sentences of which a screen shows only one line. Used on the FX thread. */
public final class Details {
    private final Overlay overlay;
    private final Views views;

    /** Opens panels above the screens. */
    public Details(Overlay overlay, Views views) {
        this.overlay = overlay;
        this.views = views;
    }

    /** Shows the sentences under a heading. */
    public void show(String heading, List<String> sentences) {
        FXMLLoader loader = views.loader("sentences");
        loader.<SentencesController>getController().show(heading, sentences);
        overlay.show(loader.getRoot());
    }
}
