package org.resnetstudio.ui.control;

import javafx.beans.NamedArg;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.StringProperty;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;

/** A field with its name above and, while what is typed is wrong, a sentence below that says why. */
public final class NumberInput extends VBox {
    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

    private final TextField field = new TextField();
    private final Label problem = new Label();

    /** A field of that name. */
    public NumberInput(@NamedArg("label") String label, @NamedArg("hint") String hint) {
        getStyleClass().add("number-input");
        Label name = new Label(label);
        name.setLabelFor(field);
        name.getStyleClass().add("field-name");
        problem.getStyleClass().addAll("secondary", "problem-text");
        problem.setWrapText(true);
        problem.setMinHeight(USE_PREF_SIZE);
        problem.managedProperty().bind(problem.visibleProperty());
        problem.visibleProperty().bind(problem.textProperty().isNotEmpty());
        field.setMinWidth(48);
        field.setPrefColumnCount(6);
        if (hint != null && !hint.isEmpty()) {
            field.setTooltip(new Tooltip(hint));
        }
        getChildren().addAll(name, field, problem);
    }

    /** Connects it with what is typed; what is wrong with it is said elsewhere. */
    public void connect(StringProperty text) {
        field.textProperty().bindBidirectional(text);
    }

    /** Connects it with what is typed and what is wrong with it. */
    public void connect(StringProperty text, ReadOnlyStringProperty sentence) {
        connect(text);
        problem.textProperty().bind(sentence);
        sentence.subscribe(now -> markWrong(field, !now.isEmpty()));
    }

    /** Shows whether what is typed there is wrong. */
    public static void markWrong(TextField field, boolean wrong) {
        field.pseudoClassStateChanged(WRONG, wrong);
    }

    /** The field itself. */
    public TextField field() {
        return field;
    }

    /** The sentence that is shown; empty while nothing is wrong. */
    public String problem() {
        return problem.getText();
    }
}
