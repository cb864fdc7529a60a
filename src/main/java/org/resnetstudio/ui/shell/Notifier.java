package org.resnetstudio.ui.shell;

import java.util.Optional;

/** Tells something at the bottom of the window, without a dialog. Used on the FX thread; a newer message replaces it. */
public interface Notifier {
    /** How serious it is. Information goes away by itself, a problem stays until it is closed. */
    enum Kind {
        INFORMATION,
        PROBLEM
    }

    /** Something to do about a message. */
    record Action(String text, Runnable run) {}

    /** A message, with at most one thing to do about it. */
    record Notification(Kind kind, String text, Optional<Action> action) {}

    /** Shows a message. */
    void show(Notification notification);

    /** Tells what happened. */
    default void info(String text) {
        show(new Notification(Kind.INFORMATION, text, Optional.empty()));
    }

    /** Tells what happened, with a button. */
    default void info(String text, String actionText, Runnable action) {
        show(new Notification(Kind.INFORMATION, text, Optional.of(new Action(actionText, action))));
    }

    /** Tells what went wrong and what to do. */
    default void error(String text) {
        show(new Notification(Kind.PROBLEM, text, Optional.empty()));
    }

    /** Tells what went wrong, with a button that does something about it. */
    default void error(String text, String actionText, Runnable action) {
        show(new Notification(Kind.PROBLEM, text, Optional.of(new Action(actionText, action))));
    }
}
