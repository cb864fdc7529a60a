package org.resnetstudio.ui.network;

import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.binding.ObjectBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableObjectValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.resnetstudio.network.Variants;
import org.resnetstudio.network.Variants.Variant;
import org.resnetstudio.ui.shell.StudioContext;

/**
 * The chosen network beside another one: a variant as it is, or a network that somebody kept with all its changes. Used on the FX thread;
 * needs no window.
 */
public final class NetworkCompareModel {
    /** What the chosen network is compared with while nobody has kept another. */
    private static final String OTHER = "resnet50";

    private static final String KEPT_SETTING = "network.kept";

    private final NetworkModel model;
    private final StudioContext context;
    private final ObservableList<NetworkChoice> others = FXCollections.observableArrayList();
    private final ObjectProperty<NetworkChoice> other = new SimpleObjectProperty<>(this, "other");
    private final StringProperty otherSize = new SimpleStringProperty(this, "otherSize");
    private final BooleanProperty shown = new SimpleBooleanProperty(this, "shown", false);
    private final ObjectBinding<NetworkComparison> comparison;
    private Optional<NetworkChoice> kept = Optional.empty();

    /** Compares what a model shows with what was kept last. */
    public NetworkCompareModel(NetworkModel model, StudioContext context) {
        this.model = model;
        this.context = context;
        model.variants().forEach(variant -> others.add(unchanged(variant)));
        other.addListener((o, before, now) -> otherSize.set(Integer.toString(now.imageSizePx())));
        other.set(unchanged(Variants.named(OTHER)));
        context.settings().value(KEPT_SETTING).flatMap(NetworkChoice::ofSetting).ifPresent(this::compareWith);
        comparison = Bindings.createObjectBinding(
                this::compare, model.totalsProperty(), model.problemProperty(), other, otherSize);
    }

    private static NetworkChoice unchanged(Variant variant) {
        return NetworkChoice.of(variant.name(), variant.defaultImageSizePx());
    }

    /** What the chosen network can be compared with: the one that was kept, then all variants. */
    ObservableList<NetworkChoice> others() {
        return others;
    }

    /** The network that the chosen one is compared with. */
    ObjectProperty<NetworkChoice> otherProperty() {
        return other;
    }

    /** Its width and height of pictures in pixels, as typed. */
    StringProperty otherSizeProperty() {
        return otherSize;
    }

    /** What it is called in the list. */
    String title(NetworkChoice of) {
        String title = Variants.named(of.variant()).title();
        return kept.filter(of::equals).isPresent() ? context.messages().text("network.compare.kept", title) : title;
    }

    /** Whether there is a network to keep: one that can be built. */
    BooleanBinding keepable() {
        return model.problemProperty().isEmpty();
    }

    /** Remembers the chosen network with all its changes, and compares with it from now on. */
    void keep() {
        NetworkChoice now = model.choice();
        context.settings().setValue(KEPT_SETTING, now.toSetting());
        compareWith(now);
    }

    private void compareWith(NetworkChoice choice) {
        Optional<NetworkChoice> before = kept;
        if (!others.contains(choice)) {
            others.add(0, choice);
            kept = Optional.of(choice);
        }
        other.set(choice);
        before.filter(old -> !old.equals(choice)).ifPresent(others::remove);
    }

    /** Whether somebody looks at the comparison; nothing should ask for it while nobody does. */
    BooleanProperty shownProperty() {
        return shown;
    }

    /** Both side by side. Computed when it is asked for. */
    ObservableObjectValue<NetworkComparison> comparisonProperty() {
        return comparison;
    }

    private NetworkComparison compare() {
        return NetworkComparison.of(first(), second(), context.messages());
    }

    private NetworkComparison.Side first() {
        Optional<BuiltNetwork> built = model.built();
        return built.isPresent()
                ? side(built.get())
                : new NetworkComparison.Side(
                        model.variantProperty().get().title(),
                        built,
                        model.problemProperty().get());
    }

    private NetworkComparison.Side second() {
        try {
            return side(model.build(other.get().withInput(model.input(otherSize.get()))));
        } catch (IllegalArgumentException e) {
            return new NetworkComparison.Side(
                    other.get().title(), Optional.empty(), context.messages().sentence(e));
        }
    }

    private NetworkComparison.Side side(BuiltNetwork network) {
        NetworkChoice choice = network.choice();
        String title = context.messages().text("network.compare.title", choice.title(), choice.imageSizePx());
        return new NetworkComparison.Side(title, Optional.of(network), "");
    }
}
