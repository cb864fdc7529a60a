package org.resnetstudio.ui.evaluate;

import javafx.util.StringConverter;
import org.resnetstudio.ui.shell.Messages;

/** Names of evaluation sets with their numbers of pictures. */
final class SetNames extends StringConverter<EvaluationSet> {
    private final Messages messages;
    private final EvaluateModel model;

    SetNames(Messages messages, EvaluateModel model) {
        this.messages = messages;
        this.model = model;
    }

    @Override
    public String toString(EvaluationSet set) {
        return set == null ? "" : messages.text("evaluate.set." + set.key(), model.pictures(set));
    }

    @Override
    public EvaluationSet fromString(String text) {
        throw new UnsupportedOperationException("Evaluation sets are chosen, not typed.");
    }
}
