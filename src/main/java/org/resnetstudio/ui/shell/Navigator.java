package org.resnetstudio.ui.shell;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** Which screen is shown. Used on the FX thread. */
public final class Navigator {
    private final ReadOnlyObjectWrapper<ScreenId> current;

    /** Starts on a screen. */
    public Navigator(ScreenId start) {
        current = new ReadOnlyObjectWrapper<>(this, "current", start);
    }

    /** Switches to a screen; its view is loaded the first time. */
    public void show(ScreenId screen) {
        current.set(screen);
    }

    /** The screen that is shown now. */
    public ScreenId current() {
        return current.get();
    }

    /** The screen that is shown now. */
    public ReadOnlyObjectProperty<ScreenId> currentProperty() {
        return current.getReadOnlyProperty();
    }
}
