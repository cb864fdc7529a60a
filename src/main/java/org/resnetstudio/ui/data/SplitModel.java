package org.resnetstudio.ui.data;

import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.resnetstudio.dataset.StratifiedSplitter;
import org.resnetstudio.ui.control.TypedNumber;
import org.resnetstudio.ui.shell.Messages;

/** How samples are to be dealt out to the splits, as typed, and what is wrong with it. */
public final class SplitModel {
    private final Messages messages;
    private final DataModel data;
    private final StringProperty validation = new SimpleStringProperty(this, "validation", "20");
    private final StringProperty test = new SimpleStringProperty(this, "test", "10");
    private final StringProperty seed = new SimpleStringProperty(this, "seed", "1");
    private final StringBinding problem = Bindings.createStringBinding(this::findProblem, validation, test, seed);

    /** Deals out the samples of a screen. */
    public SplitModel(Messages messages, DataModel data) {
        this.messages = messages;
        this.data = data;
    }

    /** Part for validation, in percent. */
    public StringProperty validationProperty() {
        return validation;
    }

    /** Part for the test, in percent. */
    public StringProperty testProperty() {
        return test;
    }

    /** The number that the order is drawn from: the same one gives the same splits. */
    public StringProperty seedProperty() {
        return seed;
    }

    /** What has to be changed first, for people; empty when all is well. */
    public StringBinding problemProperty() {
        return problem;
    }

    /** Deals out, unless something is wrong. */
    public boolean apply() {
        if (!problem.get().isEmpty()) {
            return false;
        }
        data.splitAgain(
                percent(validation.get()) / 100.0,
                percent(test.get()) / 100.0,
                Long.parseLong(seed.get().strip()));
        return true;
    }

    private String findProblem() {
        int validationPercent = percent(validation.get());
        int testPercent = percent(test.get());
        if (validationPercent < 0
                || testPercent < 0
                || validationPercent + testPercent > StratifiedSplitter.MOST_HELD_OUT_PERCENT) {
            return messages.text("data.split.bad-fraction");
        }
        return seed.get().strip().matches("-?\\p{Nd}{1,18}") ? "" : messages.text("data.split.bad-seed");
    }

    /** A whole number from 0 to 100; -1 for anything else. */
    private static int percent(String text) {
        int number = TypedNumber.whole(text).orElse(-1);
        return number <= 100 ? number : -1;
    }
}
