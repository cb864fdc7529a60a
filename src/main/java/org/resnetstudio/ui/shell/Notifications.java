package org.resnetstudio.ui.shell;

import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** The message that the main window shows at its bottom. */
public final class Notifications implements Notifier {
    private final ReadOnlyObjectWrapper<Optional<Notification>> current =
            new ReadOnlyObjectWrapper<>(this, "current", Optional.empty());

    @Override
    public void show(Notification notification) {
        current.set(Optional.of(notification));
    }

    @Override
    public void withdraw(Notification notification) {
        if (current.get().equals(Optional.of(notification))) {
            close();
        }
    }

    /** Takes the message away. */
    public void close() {
        current.set(Optional.empty());
    }

    /** The message, if there is one. */
    public ReadOnlyObjectProperty<Optional<Notification>> currentProperty() {
        return current.getReadOnlyProperty();
    }
}
