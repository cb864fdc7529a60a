package org.resnetstudio.ui.shell;

import java.util.Optional;
import java.util.function.Predicate;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;

/**
 * Tells something at the bottom of the window, without a dialog and without moving anything. Used on the FX thread; a newer message
 * replaces it, and another project takes it away.
 */
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

    /** Takes a message away that is overtaken by what happened since; nothing happens if another one is shown. */
    default void withdraw(Notification notification) {}

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

    /** Tells what went wrong until a value is as it should be. */
    default <T> void errorUntil(String text, ObservableValue<T> value, Predicate<? super T> right) {
        Notification told = new Notification(Kind.PROBLEM, text, Optional.empty());
        show(told);
        value.addListener(new ChangeListener<T>() {
            @Override
            public void changed(ObservableValue<? extends T> changed, T before, T now) {
                if (right.test(now)) {
                    value.removeListener(this);
                    withdraw(told);
                }
            }
        });
    }

    /** Tells what went wrong, with a button that does something about it. */
    default void error(String text, String actionText, Runnable action) {
        show(new Notification(Kind.PROBLEM, text, Optional.of(new Action(actionText, action))));
    }
}
