package org.resnetstudio.ui.network;

import java.util.Optional;
import javafx.fxml.FXML;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import org.resnetstudio.ui.control.DiagramSelection;
import org.resnetstudio.ui.control.NetworkDiagram;
import org.resnetstudio.ui.shell.Messages;

/** Binds {@code network-side.fxml}: one of two networks that are compared, drawn under its name and main figures. */
public final class NetworkSideController {
    private final Messages messages;
    private final Tooltip tooltip = new Tooltip();
    private Optional<BuiltNetwork> network = Optional.empty();

    @FXML
    private Label name;

    @FXML
    private Label figures;

    @FXML
    private Label failure;

    @FXML
    private NetworkDiagram drawing;

    /** For the loader of FXML. */
    public NetworkSideController(Messages messages) {
        this.messages = messages;
    }

    @FXML
    void initialize() {
        drawing.setMessages(messages.bundle());
        drawing.fitWidth();
        drawing.hoveredProperty().subscribe(this::describe);
        failure.visibleProperty().bind(failure.textProperty().isNotEmpty());
    }

    /** Draws a network, or says why it cannot be built. */
    void show(NetworkComparison.Side side) {
        network = side.network();
        name.setText(side.title());
        failure.setText(side.problem());
        figures.setText(network.map(this::figuresOf).orElse("–"));
        drawing.graphProperty().set(network.map(BuiltNetwork::graph).orElse(null));
        drawing.setAccessibleText(name.getText() + ", " + figures.getText());
    }

    private String figuresOf(BuiltNetwork built) {
        return messages.text(
                "network.compare.facts",
                messages.quantities().shorten(built.totals().parameters()),
                messages.quantities().shorten(built.totals().flops()));
    }

    /** The numbers of the part that the mouse points at. */
    private void describe(DiagramSelection hovered) {
        if (hovered == null || network.isEmpty()) {
            Tooltip.uninstall(drawing, tooltip);
            return;
        }
        LayerTexts.Details details = LayerTexts.describe(network.get().graph(), hovered, messages);
        tooltip.setText(details.title() + "\n" + details.facts());
        Tooltip.install(drawing, tooltip);
    }

    /** Unfolds and folds the same blocks as another side. */
    void foldWith(NetworkSideController other) {
        drawing.foldWith(other.drawing);
    }

    void unfoldAll() {
        drawing.unfoldAll();
    }

    void foldAll() {
        drawing.foldAll();
    }

    void fit() {
        drawing.fitWidth();
    }
}
