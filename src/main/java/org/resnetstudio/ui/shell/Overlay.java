package org.resnetstudio.ui.shell;

import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.Node;

/**
 * A panel in the middle of the window, above the screen, which Escape or a click beside it closes. Used on the FX
 * thread.
 */
public final class Overlay {
    private final ReadOnlyObjectWrapper<Optional<Node>> content =
            new ReadOnlyObjectWrapper<>(this, "content", Optional.empty());

    /** Shows a panel in place of an earlier one. */
    public void show(Node panel) {
        content.set(Optional.of(panel));
    }

    /** Closes the panel. */
    public void close() {
        content.set(Optional.empty());
    }

    /** The panel that is shown. */
    public ReadOnlyObjectProperty<Optional<Node>> contentProperty() {
        return content.getReadOnlyProperty();
    }
}
