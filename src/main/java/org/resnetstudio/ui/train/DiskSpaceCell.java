package org.resnetstudio.ui.train;

import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.resnetstudio.ui.shell.Messages;

/** Something that takes room on the disk, how much, and the button that deletes it when it is pressed twice. */
final class DiskSpaceCell extends ListCell<DiskSpaceModel.Item> {
    private final DiskSpaceModel model;
    private final Messages messages;
    private final Label name = new Label();
    private final Label size = new Label();
    private final Button delete = new Button();
    private final HBox content = new HBox(16, name, size, delete);

    DiskSpaceCell(DiskSpaceModel model, Messages messages) {
        this.model = model;
        this.messages = messages;
        content.setAlignment(Pos.CENTER_LEFT);
        name.setMinWidth(0);
        name.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(name, Priority.ALWAYS);
        size.setMinWidth(USE_PREF_SIZE);
        size.getStyleClass().add("figures");
        delete.setMinWidth(USE_PREF_SIZE);
        delete.getStyleClass().add("small");
        delete.setOnAction(event -> model.delete(getItem()));
        setPrefWidth(0);
    }

    @Override
    protected void updateItem(DiskSpaceModel.Item item, boolean empty) {
        super.updateItem(item, empty);
        if (empty || item == null) {
            setGraphic(null);
            return;
        }
        name.setText(item.name());
        size.setText(messages.quantities().bytes(item.bytes()));
        boolean asked = model.askedProperty().get().equals(Optional.of(item));
        delete.setText(messages.text(asked ? "disk.delete-really" : "disk.delete"));
        setGraphic(content);
    }
}
