package org.resnetstudio.ui.network;

import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;
import org.resnetstudio.network.Variants.Variant;
import org.resnetstudio.ui.shell.Messages;

/** A variant in the list: its title, its source and its parameters; the chosen one says if it was changed. */
final class VariantCell extends ListCell<Variant> {
    private final NetworkModel model;
    private final Messages messages;
    private final Label title = new Label();
    private final Label parameters = new Label();
    private final Label source = new Label();
    private final VBox content;
    /** Kept in a field, because what it watches does not keep it. */
    private final BooleanBinding changed;

    VariantCell(NetworkModel model, Messages messages) {
        this.model = model;
        this.messages = messages;
        parameters.getStyleClass().addAll("secondary", "figures");
        source.getStyleClass().add("secondary");
        Label mark = new Label(messages.text("network.variant.changed"));
        mark.getStyleClass().add("changed-mark");
        changed = Bindings.createBooleanBinding(
                this::isChanged, itemProperty(), model.variantProperty(), model.changedProperty());
        mark.visibleProperty().bind(changed);
        mark.managedProperty().bind(changed);
        changed.subscribe(now -> describe());
        BorderPane top = new BorderPane();
        top.setLeft(title);
        top.setRight(parameters);
        content = new VBox(2, top, source, mark);
        setPrefWidth(0);
        getStyleClass().add("variant-cell");
    }

    private boolean isChanged() {
        return getItem() != null
                && model.changedProperty().get()
                && getItem().equals(model.variantProperty().get());
    }

    @Override
    protected void updateItem(Variant variant, boolean empty) {
        super.updateItem(variant, empty);
        if (empty || variant == null) {
            setGraphic(null);
            setAccessibleText(null);
            return;
        }
        title.setText(variant.title());
        source.setText(variant.source());
        parameters.setText(model.parameters(variant));
        setGraphic(content);
        describe();
    }

    /** What a screen reader says. */
    private void describe() {
        if (getItem() != null) {
            setAccessibleText(messages.text(
                    changed.get() ? "network.variant.spoken.changed" : "network.variant.spoken",
                    title.getText(),
                    source.getText(),
                    parameters.getText()));
        }
    }
}
