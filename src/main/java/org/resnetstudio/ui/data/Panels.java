package org.resnetstudio.ui.data;

import javafx.scene.Parent;
import org.resnetstudio.ui.shell.Overlay;
import org.resnetstudio.ui.shell.Views;

/**
 * Opens panels above the screen.
 *
 * @param overlay where they are shown
 * @param views loads them
 */
public record Panels(Overlay overlay, Views views) {
    /** Shows {@code fxml/<name>.fxml} in place of an earlier panel. */
    public void open(String name) {
        overlay.show(load(name));
    }

    /** Loads {@code fxml/<name>.fxml}. */
    Parent load(String name) {
        return views.load(name);
    }
}
