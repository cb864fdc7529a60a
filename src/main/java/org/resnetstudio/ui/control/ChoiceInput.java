package org.resnetstudio.ui.control;

import java.util.List;
import java.util.function.Function;
import javafx.beans.NamedArg;
import javafx.beans.property.Property;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

/**
 * A list to choose one value from, with its name above.
 *
 * @param <T> kind of the values
 */
public final class ChoiceInput<T> extends VBox {
    private final ComboBox<T> box = new ComboBox<>();

    /** A list of that name. */
    public ChoiceInput(@NamedArg("label") String label, @NamedArg("hint") String hint) {
        getStyleClass().add("field");
        Label name = new Label(label);
        name.setLabelFor(box);
        name.getStyleClass().add("field-name");
        box.setMaxWidth(Double.MAX_VALUE);
        if (hint != null && !hint.isEmpty()) {
            box.setTooltip(new Tooltip(hint));
        }
        getChildren().addAll(name, box);
    }

    /**
     * Connects it with what is chosen.
     *
     * @param text how people read a value
     */
    public void connect(List<T> values, Property<T> value, Function<T, String> text) {
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(T item) {
                return item == null ? "" : text.apply(item);
            }

            @Override
            public T fromString(String typed) {
                throw new UnsupportedOperationException("The box cannot be edited.");
            }
        });
        box.getItems().setAll(values);
        box.valueProperty().bindBidirectional(value);
    }

    /** The list itself. */
    public ComboBox<T> box() {
        return box;
    }
}
