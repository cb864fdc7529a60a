package org.resnetstudio.ui.network;

import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.resnetstudio.network.NetworkGraph;
import org.resnetstudio.network.Shortcut;
import org.resnetstudio.network.Variants;
import org.resnetstudio.network.Variants.Variant;
import org.resnetstudio.ui.control.DiagramSelection;
import org.resnetstudio.ui.control.Quantities;
import org.resnetstudio.ui.shell.CurrentProject;
import org.resnetstudio.ui.shell.Messages;

/** What the Network screen shows. Used on the FX thread; needs no window. */
public final class NetworkModel {
    /** Classes of the diagram while no project says otherwise. */
    static final int CLASSES_WITHOUT_PROJECT = 10;
    /** Batch size of the memory estimate. */
    static final int BATCH_SIZE = 32;

    private final CurrentNetwork current;
    private final CurrentProject project;
    private final Messages messages;
    private final ObjectProperty<Variant> variant = new SimpleObjectProperty<>(this, "variant");
    private final StringProperty imageSize = new SimpleStringProperty(this, "imageSize");
    private final ObjectProperty<Shortcut> shortcut = new SimpleObjectProperty<>(this, "shortcut");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
    private final ReadOnlyStringWrapper classes = new ReadOnlyStringWrapper(this, "classes", "");
    private final ReadOnlyObjectWrapper<NetworkGraph> graph = new ReadOnlyObjectWrapper<>(this, "graph");
    private final ReadOnlyObjectWrapper<Optional<NetworkTotals>> totals =
            new ReadOnlyObjectWrapper<>(this, "totals", Optional.empty());
    private boolean updating;

    /** Shows the current network for the classes of the current project. */
    public NetworkModel(CurrentNetwork current, CurrentProject project, Messages messages) {
        this.current = current;
        this.project = project;
        this.messages = messages;
        NetworkChoice choice = current.get();
        variant.set(Variants.named(choice.variant()));
        imageSize.set(Integer.toString(choice.imageSizePx()));
        shortcut.set(choice.shortcut());
        variant.addListener((o, before, now) -> variantChanged(before, now));
        imageSize.addListener(o -> update());
        shortcut.addListener(o -> update());
        project.datasetProperty().addListener(o -> update());
        update();
    }

    /** The variants that can be picked, smallest family first. */
    public List<Variant> variants() {
        return Variants.all();
    }

    /** The variant that is picked. */
    public ObjectProperty<Variant> variantProperty() {
        return variant;
    }

    /** Width and height of the pictures in pixels, as typed. */
    public StringProperty imageSizeProperty() {
        return imageSize;
    }

    /** How residual blocks join. */
    public ObjectProperty<Shortcut> shortcutProperty() {
        return shortcut;
    }

    /** Why the network cannot be built; empty when it can. */
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** How many classes there are and who says so. */
    public ReadOnlyStringProperty classesProperty() {
        return classes.getReadOnlyProperty();
    }

    /** All layers; null when the network cannot be built. */
    public ReadOnlyObjectProperty<NetworkGraph> graphProperty() {
        return graph.getReadOnlyProperty();
    }

    /** What the network costs; empty when it cannot be built. */
    public ReadOnlyObjectProperty<Optional<NetworkTotals>> totalsProperty() {
        return totals.getReadOnlyProperty();
    }

    /** The layer table; empty when the network cannot be built. */
    public List<LayerRow> layers() {
        return graph.get() == null ? List.of() : LayerRow.of(graph.get(), messages);
    }

    /** Parameters of a variant in few digits, at its source's picture size and the present classes. */
    public String parameters(Variant of) {
        NetworkGraph layers = NetworkGraph.compile(Variants.spec(of.name(), of.defaultImageSizePx(), classCount()));
        return Quantities.shorten(layers.trainableParameters());
    }

    /** A part of the diagram in words; empty when there is nothing. */
    Optional<LayerTexts.Details> describe(DiagramSelection selection) {
        return Optional.ofNullable(selection)
                .filter(s -> graph.get() != null)
                .map(s -> LayerTexts.describe(graph.get(), s, messages));
    }

    private int classCount() {
        int count = project.dataset().classes().size();
        return count >= 2 ? count : CLASSES_WITHOUT_PROJECT;
    }

    /** A new variant comes with its own shortcut, and with its own picture size unless somebody chose another. */
    private void variantChanged(Variant before, Variant now) {
        updating = true;
        shortcut.set(NetworkChoice.ownShortcut(now));
        if (imageSize.get().strip().equals(Integer.toString(before.defaultImageSizePx()))) {
            imageSize.set(Integer.toString(now.defaultImageSizePx()));
        }
        updating = false;
        update();
    }

    private void update() {
        if (updating) {
            return;
        }
        int count = classCount();
        boolean own = project.dataset().classes().size() >= 2;
        classes.set(messages.text(own ? "network.classes.project" : "network.classes.none", count));
        try {
            NetworkChoice choice = new NetworkChoice(variant.get().name(), sizePx(), shortcut.get());
            NetworkGraph layers = choice.graph(count);
            problem.set("");
            graph.set(layers);
            totals.set(Optional.of(NetworkTotals.of(layers, BATCH_SIZE)));
            current.choose(choice);
        } catch (IllegalArgumentException e) {
            problem.set(Messages.sentence(e));
            graph.set(null);
            totals.set(Optional.empty());
        }
    }

    private int sizePx() {
        String typed = imageSize.get() == null ? "" : imageSize.get().strip();
        try {
            return Integer.parseInt(typed);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(messages.text("network.size.not-a-number"), e);
        }
    }
}
