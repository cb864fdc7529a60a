package org.resnetstudio.ui.train;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.resnetstudio.job.TrainingConfig;
import org.resnetstudio.ui.control.TypedNumber;
import org.resnetstudio.ui.shell.Messages;

/** Rising numbers of epochs that somebody types, such as {@code 60, 120}; with the sentence that says what is wrong. Used on the FX thread. */
public final class MilestoneField {
    private final Messages messages;
    private final StringProperty text = new SimpleStringProperty(this, "text", "");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");

    MilestoneField(Messages messages) {
        this.messages = messages;
        text.subscribe(this::check);
    }

    /** What is typed. */
    public StringProperty textProperty() {
        return text;
    }

    /** What is wrong, in one sentence; empty when nothing is. */
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** Fills in epochs. */
    void set(List<Double> epochs) {
        text.set(epochs.stream().map(NumberField::plain).collect(Collectors.joining(", ")));
    }

    /** The epochs; empty while what is typed is not right. */
    List<Double> value() {
        List<Double> epochs = new ArrayList<>();
        double before = 0;
        for (String typed : text.get().strip().split("[,;\\s，、；]+", -1)) {
            double last = before;
            OptionalDouble epoch = TypedNumber.readings(typed).stream()
                    .mapToDouble(Double::doubleValue)
                    .filter(number -> number > last && number <= TrainingConfig.MOST_EPOCHS)
                    .findFirst();
            if (epoch.isEmpty()) {
                return List.of();
            }
            before = epoch.getAsDouble();
            epochs.add(before);
        }
        return epochs;
    }

    private void check() {
        problem.set(value().isEmpty() ? messages.text("train.milestones.problem", TrainingConfig.MOST_EPOCHS) : "");
    }
}
