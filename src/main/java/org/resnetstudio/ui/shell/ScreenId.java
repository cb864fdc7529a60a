package org.resnetstudio.ui.shell;

import java.util.Locale;

/** The screens, in the order of the work. */
public enum ScreenId {
    DATA,
    NETWORK,
    TRAIN,
    EVALUATE,
    USE;

    /** The name in file names and message keys: {@code data}, {@code network} … */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
