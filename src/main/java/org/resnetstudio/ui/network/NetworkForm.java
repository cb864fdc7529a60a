package org.resnetstudio.ui.network;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.Property;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.resnetstudio.network.Body;
import org.resnetstudio.network.NetworkOption;
import org.resnetstudio.network.NetworkOptions;
import org.resnetstudio.network.OptionType;
import org.resnetstudio.network.ResNetSpec;
import org.resnetstudio.problem.InvalidValueException;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.ui.control.TypedNumber;
import org.resnetstudio.ui.shell.Messages;

/**
 * Everything that can be changed in a variant, as somebody fills it in: a property for each of {@link NetworkOptions}, which is called
 * as its option is. Used on the FX thread.
 */
public final class NetworkForm {
    private final Messages messages;
    private final Map<NetworkOption<?>, Property<?>> properties = new LinkedHashMap<>();
    private boolean loading;
    /** What somebody last chose for channels and strides, and not what followed from the number of stages. */
    private Optional<Shapes> typed = Optional.empty();

    NetworkForm(Messages messages) {
        this.messages = messages;
        for (NetworkOption<?> option : NetworkOptions.ALL) {
            properties.put(
                    option,
                    option.type() instanceof OptionType.Choice<?>
                            ? new SimpleObjectProperty<>(this, option.id())
                            : new SimpleStringProperty(this, option.id(), ""));
        }
        typed(NetworkOptions.STAGES).addListener(o -> followStages());
        typed(NetworkOptions.CHANNELS).addListener(o -> shapesChosen());
        typed(NetworkOptions.STRIDES).addListener(o -> shapesChosen());
    }

    /** What is chosen of an option that has a few values. */
    @SuppressWarnings("unchecked") // made with that type, and set by load alone or with a value of it
    public <T> ObjectProperty<T> chosen(NetworkOption<T> option) {
        return (ObjectProperty<T>) properties.get(option);
    }

    /** What is typed for an option that is a number, or a list of them: {@code 3, 4, 6, 3}. */
    public StringProperty typed(NetworkOption<?> option) {
        return (StringProperty) properties.get(option);
    }

    /** All properties, in the order of the table. */
    Collection<Property<?>> all() {
        return List.copyOf(properties.values());
    }

    /**
     * Channels and strides follow the number of stages. Stages that come back get what they had before somebody began to type,
     * because a list is often shorter while it is not finished; new ones get twice the channels of the last one and stride 2.
     */
    private void followStages() {
        if (loading) {
            return;
        }
        try {
            int count = list(NetworkOptions.STAGES).size();
            Shapes shapes = typed.isEmpty() ? shapes() : typed.get();
            if (shapes.matches() && count <= Body.MOST_STAGES) {
                typed = Optional.of(shapes);
                Shapes next = shapes.of(count);
                loading = true;
                typed(NetworkOptions.CHANNELS).set(OptionTexts.numbers(next.channels()));
                typed(NetworkOptions.STRIDES).set(OptionTexts.numbers(next.strides()));
                loading = false;
            }
        } catch (IllegalArgumentException e) {
            // What is typed is not finished; the model says so on the screen, where it fails in the same way.
            loading = false;
        }
    }

    private void shapesChosen() {
        if (!loading) {
            typed = Optional.empty();
        }
    }

    private Shapes shapes() {
        return new Shapes(list(NetworkOptions.CHANNELS), list(NetworkOptions.STRIDES));
    }

    /** Channels and strides of each stage. */
    private record Shapes(List<Integer> channels, List<Integer> strides) {
        private boolean matches() {
            return channels.size() == strides.size();
        }

        private Shapes of(int stages) {
            return new Shapes(
                    NetworkOptions.forStages(stages, NetworkOptions.CHANNELS, channels),
                    NetworkOptions.forStages(stages, NetworkOptions.STRIDES, strides));
        }
    }

    /** Calls back with the property at every change that somebody makes, and not while a network is loaded. */
    void onChange(Consumer<Property<?>> changed) {
        for (Property<?> property : properties.values()) {
            property.addListener(o -> {
                if (!loading) {
                    changed.accept(property);
                }
            });
        }
    }

    /** Shows the options of a network. */
    void load(ResNetSpec spec) {
        loading = true;
        typed = Optional.empty();
        NetworkOptions.ALL.forEach(option -> load(option, spec));
        loading = false;
    }

    private <T> void load(NetworkOption<T> option, ResNetSpec spec) {
        if (option.type() instanceof OptionType.Choice<?>) {
            chosen(option).set(option.of(spec));
        } else {
            typed(option).set(OptionTexts.typed(option, spec));
        }
    }

    /**
     * A variant for that input with these options.
     *
     * @throws IllegalArgumentException with a sentence, if one of them is wrong
     */
    ResNetSpec apply(String variant, ResNetSpec.Input input) {
        Map<NetworkOption<?>, Object> values = new LinkedHashMap<>();
        NetworkOptions.ALL.forEach(option -> values.put(option, value(option)));
        NetworkOptions.Values all = NetworkOptions.Values.of(values);
        int stages = all.get(NetworkOptions.STAGES).size();
        int widths = all.get(NetworkOptions.CHANNELS).size();
        int steps = all.get(NetworkOptions.STRIDES).size();
        if (widths != stages || steps != stages) {
            throw new InvalidValueException(Sentence.of("network.stages.uneven", stages, widths, steps));
        }
        return all.build(variant, input);
    }

    private Object value(NetworkOption<?> option) {
        if (option.type() instanceof OptionType.Choice<?>) {
            return chosen(option).get();
        }
        if (option.type() instanceof OptionType.OfStages) {
            return list(option);
        }
        return option.type() instanceof OptionType.Whole ? whole(option) : number(option);
    }

    private List<Integer> list(NetworkOption<?> option) {
        List<Integer> numbers = new ArrayList<>();
        for (String word : typed(option).get().strip().split("[,;，；、\\s]+", -1)) {
            numbers.add(TypedNumber.whole(word).orElseThrow(() -> wrong("network.numbers.wrong", option)));
        }
        return numbers;
    }

    private Object whole(NetworkOption<?> option) {
        return TypedNumber.whole(typed(option).get()).orElseThrow(() -> wrong("network.whole.wrong", option));
    }

    private Object number(NetworkOption<?> option) {
        List<Double> readings = TypedNumber.readings(typed(option).get());
        if (readings.size() != 1) {
            throw wrong("network.number.wrong", option);
        }
        return readings.get(0);
    }

    private InvalidValueException wrong(String key, NetworkOption<?> option) {
        return new InvalidValueException(Sentence.of(key, OptionTexts.name(option, messages)));
    }
}
