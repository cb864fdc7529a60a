package org.resnetstudio.ui.train;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.OptionalDouble;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.resnetstudio.ui.shell.Messages;

/** A number that somebody types, with the sentence that says what is wrong with it. Used on the FX thread. */
public final class NumberField {
    /**
     * What may be typed.
     *
     * @param key of the setting: {@code epochs} has its name under {@code train.epochs}
     * @param min least value
     * @param max greatest value
     * @param whole whether only whole numbers are right
     * @param initial as typed
     */
    record Rule(String key, double min, double max, boolean whole, String initial) {}

    private final Rule rule;
    private final Messages messages;
    private final StringProperty text;
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");

    NumberField(Rule rule, Messages messages) {
        this.rule = rule;
        this.messages = messages;
        text = new SimpleStringProperty(this, "text", rule.initial());
        text.addListener(o -> check());
    }

    /** What is typed. */
    public StringProperty textProperty() {
        return text;
    }

    /** What is wrong, in one sentence; empty when nothing is. */
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** The number; empty while what is typed is not right. */
    public OptionalDouble value() {
        try {
            double value = Double.parseDouble(text.get().strip());
            boolean right = value >= rule.min() && value <= rule.max() && (!rule.whole() || value == Math.rint(value));
            return right ? OptionalDouble.of(value) : OptionalDouble.empty();
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }

    /** The number as the command line takes it; only when it is right. */
    String argument() {
        double value = value().orElseThrow();
        return rule.whole() ? String.format(Locale.ROOT, "%.0f", value) : Double.toString(value);
    }

    String key() {
        return rule.key();
    }

    private void check() {
        if (value().isPresent()) {
            problem.set("");
            return;
        }
        String name = messages.text("train." + rule.key());
        problem.set(messages.text(
                rule.whole() ? "train.problem.whole" : "train.problem.number",
                name,
                show(rule.min()),
                show(rule.max())));
    }

    private static String show(double bound) {
        return bound == Math.rint(bound)
                ? String.format(Locale.ENGLISH, "%,.0f", bound)
                : BigDecimal.valueOf(bound).stripTrailingZeros().toPlainString();
    }
}
