package org.resnetstudio.ui.data;

import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** What is asked at present, before many labels are replaced or taken away. Used on the FX thread. */
public final class Questions {
    private final ReadOnlyObjectWrapper<Optional<Question>> current =
            new ReadOnlyObjectWrapper<>(this, "current", Optional.empty());

    /** Asks, in place of an earlier question that was not answered. */
    void ask(Question question) {
        current.set(Optional.of(question));
    }

    /** Does what was asked about. */
    void agree() {
        Optional<Question> asked = current.get();
        current.set(Optional.empty());
        asked.ifPresent(question -> question.action().run());
    }

    /** Lets it be. */
    void decline() {
        current.set(Optional.empty());
    }

    /** The question; empty while nothing is asked. */
    public ReadOnlyObjectProperty<Optional<Question>> currentProperty() {
        return current.getReadOnlyProperty();
    }
}
