package org.resnetstudio.ui.evaluate;

import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.scene.control.ListCell;
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

    /** Counts anew whenever the pictures or their parts change: what shows a choice asks its converter only once. */
    ListCell<EvaluationSet> cell(Observable pictures) {
        ListCell<EvaluationSet> cell = new ListCell<>();
        cell.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> toString(cell.getItem()), cell.itemProperty(), model.partsProperty(), pictures));
        return cell;
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
