package org.resnetstudio.ui.shell;

import java.util.Locale;

/** Light or dark. */
public enum ThemeChoice {
    LIGHT,
    DARK;

    /** The name in file names and message keys. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The other one. */
    public ThemeChoice other() {
        return this == LIGHT ? DARK : LIGHT;
    }
}
