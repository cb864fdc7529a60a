package org.resnetstudio.ui.use;

import javafx.scene.control.ListCell;
import org.resnetstudio.ui.shell.Messages;

/** Title and validation accuracy of a model, in lists of models. */
public final class ModelCell extends ListCell<StudioModel> {
    private final Messages messages;

    /** A cell with texts. */
    public ModelCell(Messages messages) {
        this.messages = messages;
    }

    @Override
    protected void updateItem(StudioModel item, boolean nothing) {
        super.updateItem(item, nothing);
        if (nothing || item == null) {
            setText(nothing ? "" : messages.text("use.model.none"));
        } else if (item.accuracy().isPresent()) {
            setText(messages.text(
                    "use.model.accuracy",
                    item.title(),
                    messages.quantities().percent(item.accuracy().getAsDouble())));
        } else {
            setText(item.title());
        }
    }
}
