package org.resnetstudio.ui.train;

import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.resnetstudio.ui.control.NumberInput;
import org.resnetstudio.ui.shell.Messages;

/** The rows of the panel that sets augmentations. Used on the FX thread. */
final class AugmentationRowViews {
    private static final double HINT_WIDTH_PX = 400;
    private static final double FIELD_WIDTH_PX = 64;
    private static final double LEAST_SLIDER_PX = 48;

    private final Messages messages;

    AugmentationRowViews(Messages messages) {
        this.messages = messages;
    }

    /** A switch, and below it, while it is on, a slider and a field for each strength. */
    Node row(AugmentationRow row) {
        String key = "train.augment." + row.name();
        CheckBox box = new CheckBox(messages.text(key));
        box.setId("augment-" + row.name());
        box.setTooltip(hint(key + ".hint"));
        box.selectedProperty().bindBidirectional(row.onProperty());
        VBox strengths = new VBox();
        strengths.getStyleClass().add("augment-strengths");
        for (AugmentationStrength strength : row.strengths()) {
            strengths.getChildren().add(strength(key + "." + strength.name(), strength));
        }
        strengths.visibleProperty().bind(row.onProperty());
        strengths.managedProperty().bind(strengths.visibleProperty());
        return row.strengths().isEmpty() ? new VBox(box) : new VBox(box, strengths);
    }

    private Node strength(String key, AugmentationStrength strength) {
        Label name = new Label(messages.text(key));
        name.getStyleClass().addAll("secondary", "augment-strength-name");
        Slider slider = new Slider(strength.sliderLeast(), strength.sliderMost(), strength.sliderLeast());
        slider.setBlockIncrement(strength.step());
        slider.valueProperty().bindBidirectional(strength.sliderProperty());
        slider.setMinWidth(LEAST_SLIDER_PX);
        HBox.setHgrow(slider, Priority.ALWAYS);
        TextField field = new TextField();
        field.setPrefColumnCount(4);
        field.setMinWidth(FIELD_WIDTH_PX);
        field.setMaxWidth(FIELD_WIDTH_PX);
        field.setAccessibleText(name.getText());
        field.textProperty().bindBidirectional(strength.field().textProperty());
        strength.field().problemProperty().subscribe(sentence -> NumberInput.markWrong(field, !sentence.isEmpty()));
        name.setLabelFor(field);
        name.setTooltip(hint(key + ".hint"));
        slider.setTooltip(hint(key + ".hint"));
        HBox line = new HBox(name, slider, field);
        line.getStyleClass().add("augment-strength");
        return line;
    }

    private Tooltip hint(String key) {
        Tooltip tooltip = new Tooltip(messages.text(key));
        tooltip.setWrapText(true);
        tooltip.setMaxWidth(HINT_WIDTH_PX);
        return tooltip;
    }
}
