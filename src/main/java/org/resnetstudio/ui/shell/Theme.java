package org.resnetstudio.ui.shell;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/**
 * Light or dark, as it is now. What CSS cannot reach (charts, drawings) listens to it. Used on the FX thread; the choice
 * is remembered.
 */
public final class Theme {
    private final Settings settings;
    private final ReadOnlyObjectWrapper<ThemeChoice> choice;

    /** The theme that was chosen last. */
    public Theme(Settings settings) {
        this.settings = settings;
        this.choice = new ReadOnlyObjectWrapper<>(this, "choice", settings.theme());
    }

    /** Switches between light and dark. */
    public void toggle() {
        choose(choice.get().other());
    }

    /** Switches. */
    public void choose(ThemeChoice next) {
        choice.set(next);
        settings.setTheme(next);
    }

    /** Whether it is dark now. */
    public boolean isDark() {
        return choice.get() == ThemeChoice.DARK;
    }

    /** What is chosen. */
    public ReadOnlyObjectProperty<ThemeChoice> choiceProperty() {
        return choice.getReadOnlyProperty();
    }
}
