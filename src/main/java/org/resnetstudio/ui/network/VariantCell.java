package org.resnetstudio.ui.network;

import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;
import org.resnetstudio.network.Variants.Variant;

/** A variant in the list: its title, its source and its parameters. */
final class VariantCell extends ListCell<Variant> {
    private final NetworkModel model;
    private final Label title = new Label();
    private final Label parameters = new Label();
    private final Label source = new Label();
    private final VBox content;

    VariantCell(NetworkModel model) {
        this.model = model;
        parameters.getStyleClass().addAll("secondary", "figures");
        source.getStyleClass().add("secondary");
        BorderPane top = new BorderPane();
        top.setLeft(title);
        top.setRight(parameters);
        content = new VBox(2, top, source);
        setPrefWidth(0);
        getStyleClass().add("variant-cell");
    }

    @Override
    protected void updateItem(Variant variant, boolean empty) {
        super.updateItem(variant, empty);
        if (empty || variant == null) {
            setGraphic(null);
            return;
        }
        title.setText(variant.title());
        source.setText(variant.source());
        parameters.setText(model.parameters(variant));
        setGraphic(content);
    }
}
