package org.resnetstudio.ui.train;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.resnetstudio.ui.control.TypedNumber;
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
        List<Double> right = right();
        return right.size() == 1 ? OptionalDouble.of(right.get(0)) : OptionalDouble.empty();
    }

    /** What is typed may have two readings; the rule often leaves one of them. */
    private List<Double> right() {
        return TypedNumber.readings(text.get()).stream()
                .filter(value -> value >= rule.min() && value <= rule.max())
                .filter(value -> !rule.whole() || value == Math.rint(value))
                .toList();
    }

    /** The number as the command line takes it; only when it is right. */
    String argument() {
        double value = value().orElseThrow();
        return rule.whole() ? String.format(Locale.ROOT, "%.0f", value) : Double.toString(value);
    }

    /** Puts a number there, as people type it. */
    void set(double value) {
        text.set(plain(value));
    }

    /** A number as people type it anywhere: {@code 0.05}. */
    static String plain(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    /** Back to what stood there at first. */
    void reset() {
        text.set(rule.initial());
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
        List<Double> right = right();
        if (right.size() > 1) {
            problem.set(messages.text("train.problem.ambiguous", name, shown(right.get(0)), shown(right.get(1))));
            return;
        }
        problem.set(messages.text(
                rule.whole() ? "train.problem.whole" : "train.problem.number",
                name,
                show(rule.min()),
                show(rule.max())));
    }

    private String show(double bound) {
        return bound == Math.rint(bound)
                ? messages.quantities().decimal(bound, 0)
                : messages.quantities().plain(bound);
    }

    private String shown(double number) {
        return messages.quantities().plain(number);
    }
}
