package org.resnetstudio.ui.data;

import java.util.function.BiConsumer;
import javafx.geometry.Pos;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.shape.Rectangle;
import org.resnetstudio.ui.control.Quantities;

/** A line of the lists at the side: colour, name, key and count; the name of a class can be edited in place. */
final class FilterCell extends ListCell<FilterRow> {
    private static final int MARK_PX = 12;

    private final Rectangle mark = new Rectangle(MARK_PX, MARK_PX);
    private final Label name = new Label();
    private final Label key = new Label();
    private final Label count = new Label();
    private final HBox line;
    private final Quantities quantities;
    private final BiConsumer<Integer, String> rename;

    /**
     * A line.
     *
     * @param rename gets the index of the class and its new name
     */
    FilterCell(Quantities quantities, BiConsumer<Integer, String> rename) {
        this.quantities = quantities;
        this.rename = rename;
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        name.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        name.setMinWidth(0);
        key.getStyleClass().add("keys");
        key.setMinWidth(Region.USE_PREF_SIZE);
        count.getStyleClass().addAll("secondary", "figures");
        count.setMinWidth(Region.USE_PREF_SIZE);
        mark.setArcWidth(4);
        mark.setArcHeight(4);
        line = new HBox(8, mark, name, space, key, count);
        line.setAlignment(Pos.CENTER_LEFT);
        setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        setPrefWidth(0);
    }

    @Override
    protected void updateItem(FilterRow row, boolean empty) {
        super.updateItem(row, empty);
        if (empty || row == null) {
            setGraphic(null);
            return;
        }
        mark.setVisible(row.color().isPresent());
        mark.setManaged(row.color().isPresent());
        mark.setFill(row.color().orElse(Color.TRANSPARENT));
        name.setText(row.name());
        key.setText(row.key());
        key.setVisible(!row.key().isEmpty());
        key.setManaged(!row.key().isEmpty());
        count.setText(quantities.exact(row.count()));
        setGraphic(line);
    }

    @Override
    public void startEdit() {
        if (getItem() == null || getItem().classIndex().isEmpty()) {
            return;
        }
        super.startEdit();
        TextField field = new TextField(getItem().name());
        int classIndex = getItem().classIndex().getAsInt();
        field.setOnAction(event -> {
            rename.accept(classIndex, field.getText());
            cancelEdit();
        });
        field.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                cancelEdit();
                event.consume();
            }
        });
        setGraphic(field);
        field.requestFocus();
        field.selectAll();
    }

    @Override
    public void cancelEdit() {
        super.cancelEdit();
        setGraphic(line);
    }
}
