package org.resnetstudio.ui.network;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import org.resnetstudio.network.NetworkOption;
import org.resnetstudio.network.NetworkOptions;
import org.resnetstudio.network.OptionType;
import org.resnetstudio.ui.control.ChoiceInput;
import org.resnetstudio.ui.control.NumberInput;
import org.resnetstudio.ui.shell.Messages;

/** Fills {@code network-options.fxml} with an input for each option that can be changed in a variant. */
public final class NetworkOptionsController {
    private static final int HALF = 50;

    private final NetworkModel model;
    private final Messages messages;

    @FXML
    private Label title;

    @FXML
    private Hyperlink reset;

    @FXML
    private VBox common;

    @FXML
    private VBox advanced;

    /** For the loader of FXML. */
    public NetworkOptionsController(NetworkModel model, Messages messages) {
        this.model = model;
        this.messages = messages;
    }

    @FXML
    void initialize() {
        title.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> model.variantProperty().get().title(), model.variantProperty()));
        reset.disableProperty().bind(model.changedProperty().not());
        fill(common, NetworkOption.Level.COMMON);
        fill(advanced, NetworkOption.Level.ADVANCED);
    }

    /** Two single numbers that follow each other stand side by side. */
    private void fill(VBox form, NetworkOption.Level level) {
        List<NetworkOption<?>> options = NetworkOptions.ALL.stream()
                .filter(option -> option.level() == level)
                .filter(option -> !option.equals(NetworkOptions.SHORTCUT)) // has buttons of its own above the diagram
                .toList();
        List<NetworkOption<?>> numbers = new ArrayList<>();
        for (NetworkOption<?> option : options) {
            if (isNumber(option)) {
                numbers.add(option);
            } else {
                addNumbers(form, numbers);
                form.getChildren().add(input(option));
            }
        }
        addNumbers(form, numbers);
    }

    private void addNumbers(VBox form, List<NetworkOption<?>> numbers) {
        for (int i = 0; i < numbers.size(); i += 2) {
            Node input = input(numbers.get(i));
            form.getChildren().add(i + 1 < numbers.size() ? sideBySide(input, input(numbers.get(i + 1))) : input);
        }
        numbers.clear();
    }

    private static boolean isNumber(NetworkOption<?> option) {
        return option.type() instanceof OptionType.Whole || option.type() instanceof OptionType.Decimal;
    }

    private static Node sideBySide(Node left, Node right) {
        GridPane pair = new GridPane();
        pair.getStyleClass().add("form-grid");
        for (int column = 0; column < 2; column++) {
            ColumnConstraints half = new ColumnConstraints();
            half.setPercentWidth(HALF);
            pair.getColumnConstraints().add(half);
        }
        pair.addRow(0, left, right);
        return pair;
    }

    private <T> Node input(NetworkOption<T> option) {
        String name = OptionTexts.name(option, messages);
        String hint = OptionTexts.hint(option, messages);
        Node input;
        if (!(option.type() instanceof OptionType.Choice<T> choice)) {
            input = number(option, new NumberInput(name, hint));
        } else if (choice.values().containsValue(true)) {
            input = checkBox(option, name, hint);
        } else {
            ChoiceInput<T> list = new ChoiceInput<>(name, hint);
            list.connect(
                    List.copyOf(choice.values().values()),
                    model.options().chosen(option),
                    value -> OptionTexts.choice(option, value, messages));
            input = list;
        }
        input.setId(option.id());
        return input;
    }

    /** What is wrong with any of them stands below the screen's settings, because it can take two of them to be wrong. */
    private Node number(NetworkOption<?> option, NumberInput input) {
        input.connect(model.options().typed(option));
        input.field().focusedProperty().addListener(o -> model.undo().endStep());
        return input;
    }

    @SuppressWarnings("unchecked") // asked only of options that are on or off
    private Node checkBox(NetworkOption<?> option, String name, String hint) {
        CheckBox box = new CheckBox(name);
        box.setTooltip(new Tooltip(hint));
        var value = model.options().chosen((NetworkOption<Boolean>) option);
        box.setSelected(Boolean.TRUE.equals(value.get()));
        box.selectedProperty().addListener((o, before, now) -> value.set(now));
        value.addListener((o, before, now) -> box.setSelected(Boolean.TRUE.equals(now)));
        return box;
    }

    @FXML
    void reset() {
        model.reset();
        reset.setVisited(false);
    }
}
