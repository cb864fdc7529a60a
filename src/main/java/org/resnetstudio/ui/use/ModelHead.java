package org.resnetstudio.ui.use;

import javafx.beans.binding.BooleanBinding;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import org.resnetstudio.ui.shell.ScreenId;
import org.resnetstudio.ui.shell.StudioContext;

/** What the screens about a model share: the list of models, and the way to train one where there is none. */
public final class ModelHead {
    private final StudioContext context;
    private final ModelLibrary library;
    private final BooleanBinding noModel;

    /** Of the models at hand. */
    public ModelHead(StudioContext context, ModelLibrary library) {
        this.context = context;
        this.library = library;
        this.noModel = library.selectedProperty().isNull();
    }

    /** Fills the list, and shows the button where there is no model. */
    public void bind(ComboBox<StudioModel> models, Node goTrain) {
        models.setItems(library.models());
        models.setCellFactory(list -> new ModelCell(context.messages()));
        models.setButtonCell(new ModelCell(context.messages()));
        models.valueProperty().bindBidirectional(library.selectedProperty());
        show(goTrain, noModel);
    }

    /** Shows a node and gives it room as long as something holds. */
    public static void show(Node node, BooleanBinding condition) {
        node.visibleProperty().bind(condition);
        node.managedProperty().bind(condition);
    }

    /** Whether there is no model. */
    public BooleanBinding noModel() {
        return noModel;
    }

    /** Goes where models are made. */
    public void goTrain() {
        context.navigator().show(ScreenId.TRAIN);
    }
}
