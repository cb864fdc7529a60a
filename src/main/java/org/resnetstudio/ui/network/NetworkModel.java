package org.resnetstudio.ui.network;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.Property;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.resnetstudio.engine.GraphicsCard;
import org.resnetstudio.network.NetworkGraph;
import org.resnetstudio.network.ResNetSpec;
import org.resnetstudio.network.Variants;
import org.resnetstudio.network.Variants.Variant;
import org.resnetstudio.problem.InvalidValueException;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.ui.control.DiagramSelection;
import org.resnetstudio.ui.control.TypedNumber;
import org.resnetstudio.ui.shell.CurrentProject;
import org.resnetstudio.ui.shell.Messages;
import org.resnetstudio.ui.shell.ScreenId;
import org.resnetstudio.ui.shell.ScreenWork;
import org.resnetstudio.ui.shell.StudioContext;

/** What the Network screen shows. Used on the FX thread; needs no window. */
public final class NetworkModel {
    /** Classes of the diagram while no project says otherwise. */
    static final int CLASSES_WITHOUT_PROJECT = 10;

    private final CurrentNetwork current;
    private final CurrentProject project;
    private final Messages messages;
    private final TrainingConditions conditions;
    private final NetworkForm options;
    private final NetworkUndo undo;
    private final ObjectProperty<Variant> variant = new SimpleObjectProperty<>(this, "variant");
    private final StringProperty imageSize = new SimpleStringProperty(this, "imageSize");
    private final ReadOnlyStringWrapper sizeProblem = new ReadOnlyStringWrapper(this, "sizeProblem", "");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
    private final ReadOnlyBooleanWrapper changed = new ReadOnlyBooleanWrapper(this, "changed", false);
    private final ReadOnlyObjectWrapper<List<String>> warnings =
            new ReadOnlyObjectWrapper<>(this, "warnings", List.of());
    private final ReadOnlyStringWrapper classes = new ReadOnlyStringWrapper(this, "classes", "");
    private final ReadOnlyObjectWrapper<NetworkGraph> graph = new ReadOnlyObjectWrapper<>(this, "graph");
    private final ReadOnlyObjectWrapper<Optional<NetworkTotals>> totals =
            new ReadOnlyObjectWrapper<>(this, "totals", Optional.empty());
    private boolean updating;
    private boolean choosing;

    /**
     * Shows the current network for the classes of the current project.
     *
     * @param cards finds the graphics card that training can use; asked once at most, and not on the FX thread
     */
    public NetworkModel(
            CurrentNetwork current,
            StudioContext context,
            MeasuredRates measured,
            Supplier<Optional<GraphicsCard>> cards) {
        this.current = current;
        this.project = context.project();
        this.messages = context.messages();
        this.conditions = new TrainingConditions(context, measured, cards);
        this.options = new NetworkForm(messages);
        NetworkChoice choice = current.get();
        variant.set(Variants.named(choice.variant()));
        imageSize.set(Integer.toString(choice.imageSizePx()));
        options.load(choice.forTwo());
        undo = new NetworkUndo(context, choice, problem.getReadOnlyProperty(), this::restore);
        variant.addListener((o, before, now) -> variantChanged(before, now));
        imageSize.addListener(o -> changed(imageSize));
        options.onChange(this::changed);
        ScreenWork pictures = ScreenWork.whileShown(context.navigator(), ScreenId.NETWORK, this::update);
        project.onChange(change -> pictures.due());
        current.choiceProperty().addListener((o, before, now) -> chosenElsewhere(now));
        update();
    }

    /** Another project has its own network, and steps of its own that can be taken back. */
    private void chosenElsewhere(NetworkChoice choice) {
        if (!choosing) {
            undo.restart(choice);
            restore(choice);
        }
    }

    /** Reads again what was measured and chosen on other screens. */
    public void refresh() {
        conditions.refresh(this::update);
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

    /** What can be changed in the variant. */
    public NetworkForm options() {
        return options;
    }

    /** Takes back and makes again what was changed. */
    public NetworkUndo undo() {
        return undo;
    }

    /** Whether anything of the variant was changed. */
    public ReadOnlyBooleanProperty changedProperty() {
        return changed.getReadOnlyProperty();
    }

    /** Takes back all changes to the variant. */
    public void reset() {
        options.load(NetworkChoice.of(variant.get().name(), variant.get().defaultImageSizePx())
                .forTwo());
        update();
    }

    /** What is likely to go wrong, in sentences. */
    public ReadOnlyObjectProperty<List<String>> warningsProperty() {
        return warnings.getReadOnlyProperty();
    }

    /** What is wrong with the picture size; empty when nothing is. */
    public ReadOnlyStringProperty sizeProblemProperty() {
        return sizeProblem.getReadOnlyProperty();
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
    ReadOnlyObjectProperty<Optional<NetworkTotals>> totalsProperty() {
        return totals.getReadOnlyProperty();
    }

    /** What people call the chosen network. */
    String title() {
        return current.get().title();
    }

    /** The chosen network; the last one that could be built. */
    NetworkChoice choice() {
        return current.get();
    }

    /** The chosen network with its layers; empty when it cannot be built. */
    Optional<BuiltNetwork> built() {
        return totals.get().map(costs -> new BuiltNetwork(current.get(), graph.get(), costs));
    }

    /**
     * Builds any network for the present classes.
     *
     * @throws IllegalArgumentException if it cannot be built; the message says why
     */
    BuiltNetwork build(NetworkChoice choice) {
        NetworkGraph layers = choice.graph(classCount());
        return new BuiltNetwork(choice, layers, NetworkTotals.of(layers, conditions.now()));
    }

    /** The layer table; empty when the network cannot be built. */
    public List<LayerRow> layers() {
        return graph.get() == null ? List.of() : LayerRow.of(graph.get(), messages);
    }

    /** Parameters of a variant in few digits, at its source's picture size and the present classes. */
    public String parameters(Variant of) {
        NetworkGraph layers = NetworkGraph.compile(Variants.spec(of.name(), of.defaultImageSizePx(), classCount()));
        return messages.quantities().shorten(layers.trainableParameters());
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

    /** A new variant comes with its own options, and with its own picture size unless somebody chose another. */
    private void variantChanged(Variant before, Variant now) {
        if (updating) {
            return;
        }
        updating = true;
        options.load(NetworkChoice.of(now.name(), now.defaultImageSizePx()).forTwo());
        if (imageSize.get().strip().equals(Integer.toString(before.defaultImageSizePx()))) {
            imageSize.set(Integer.toString(now.defaultImageSizePx()));
        }
        updating = false;
        update();
    }

    /** Shows a network that was chosen before. */
    private void restore(NetworkChoice choice) {
        updating = true;
        variant.set(Variants.named(choice.variant()));
        imageSize.set(Integer.toString(choice.imageSizePx()));
        options.load(choice.forTwo());
        updating = false;
        update();
    }

    private void update() {
        update("");
    }

    private void changed(Property<?> setting) {
        if (!updating) {
            update(setting instanceof StringProperty ? setting.getName() : "");
        }
    }

    /** @param field that was typed into, or empty */
    private void update(String field) {
        int count = classCount();
        boolean own = project.dataset().classes().size() >= 2;
        classes.set(messages.text(own ? "network.classes.project" : "network.classes.none", count));
        sizeProblem.set("");
        try {
            ResNetSpec.Input input = size();
            NetworkChoice choice = new NetworkChoice(options.apply(variant.get().name(), input));
            show(choice, choice.graph(count));
            undo.add(choice, field);
        } catch (IllegalArgumentException e) {
            problem.set(messages.sentence(e));
            graph.set(null);
            totals.set(Optional.empty());
            warnings.set(List.of());
        }
    }

    private void show(NetworkChoice choice, NetworkGraph layers) {
        NetworkSurroundings surroundings = conditions.now();
        choosing = true;
        current.choose(choice);
        choosing = false;
        problem.set("");
        graph.set(layers);
        totals.set(Optional.of(NetworkTotals.of(layers, surroundings)));
        warnings.set(NetworkWarnings.of(layers, surroundings, messages));
        changed.set(choice.isChanged());
    }

    /** The chosen input; what is wrong with it stands beside its field. */
    private ResNetSpec.Input size() {
        try {
            return input(imageSize.get());
        } catch (IllegalArgumentException e) {
            sizeProblem.set(messages.sentence(e));
            throw e;
        }
    }

    /**
     * Pictures of a size that was typed, and two classes.
     *
     * @throws IllegalArgumentException with a sentence, if it is no size
     */
    ResNetSpec.Input input(String typed) {
        int sizePx = TypedNumber.whole(typed == null ? "" : typed)
                .orElseThrow(() -> new InvalidValueException(Sentence.of("network.size.not-a-number")));
        return new ResNetSpec.Input(sizePx, 2);
    }
}
