package org.resnetstudio.ui.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.Property;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.resnetstudio.network.BlockDetails;
import org.resnetstudio.network.BlockKind;
import org.resnetstudio.network.Body;
import org.resnetstudio.network.Head;
import org.resnetstudio.network.LayerSettings;
import org.resnetstudio.network.ResNetSpec;
import org.resnetstudio.network.Shortcut;
import org.resnetstudio.network.Stage;
import org.resnetstudio.network.Stem;
import org.resnetstudio.problem.InvalidValueException;
import org.resnetstudio.ui.control.TypedNumber;
import org.resnetstudio.ui.shell.Messages;

/** Everything that can be changed in a variant, as somebody fills it in. Used on the FX thread. */
public final class NetworkOptions {
    private static final int MOST_STAGES = 8;
    private static final int MOST_CHANNELS = 4096;

    private final Messages messages;
    private final ObjectProperty<Shortcut> shortcut = new SimpleObjectProperty<>(this, "shortcut");
    private final ObjectProperty<BlockKind> block = new SimpleObjectProperty<>(this, "block");
    private final StringProperty blocks = new SimpleStringProperty(this, "blocks");
    private final StringProperty channels = new SimpleStringProperty(this, "channels");
    private final StringProperty strides = new SimpleStringProperty(this, "strides");
    private final ObjectProperty<Stem.Kind> stem = new SimpleObjectProperty<>(this, "stem");
    private final StringProperty stemChannels = new SimpleStringProperty(this, "stemChannels");
    private final ObjectProperty<Body.Downsampling> downsampling = new SimpleObjectProperty<>(this, "downsampling");
    private final ObjectProperty<BlockDetails.DownsamplingBlock> downsamplingBlock =
            new SimpleObjectProperty<>(this, "downsamplingBlock");
    private final ObjectProperty<BlockDetails.Order> order = new SimpleObjectProperty<>(this, "order");
    private final ObjectProperty<BlockDetails.ZeroPadding> zeroPadding =
            new SimpleObjectProperty<>(this, "zeroPadding");
    private final ObjectProperty<BlockDetails.Projection> projection = new SimpleObjectProperty<>(this, "projection");
    private final StringProperty squeezeRatio = new SimpleStringProperty(this, "squeezeRatio");
    private final BooleanProperty convolutionBias = new SimpleBooleanProperty(this, "convolutionBias");
    private final BooleanProperty samePadding = new SimpleBooleanProperty(this, "samePadding");
    private final BooleanProperty zeroLastGamma = new SimpleBooleanProperty(this, "zeroLastGamma");
    private final StringProperty epsilon = new SimpleStringProperty(this, "epsilon");
    private final StringProperty momentum = new SimpleStringProperty(this, "momentum");
    private final ObjectProperty<Head.Pooling> pooling = new SimpleObjectProperty<>(this, "pooling");
    private final StringProperty hiddenUnits = new SimpleStringProperty(this, "hiddenUnits");
    private final StringProperty dropout = new SimpleStringProperty(this, "dropout");
    private final ObjectProperty<Head.Output> output = new SimpleObjectProperty<>(this, "output");
    private final List<Property<?>> all = List.of(
            shortcut,
            block,
            blocks,
            channels,
            strides,
            stem,
            stemChannels,
            downsampling,
            downsamplingBlock,
            order,
            zeroPadding,
            projection,
            squeezeRatio,
            convolutionBias,
            samePadding,
            zeroLastGamma,
            epsilon,
            momentum,
            pooling,
            hiddenUnits,
            dropout,
            output);
    private boolean loading;
    /** What somebody last chose for channels and strides, and not what followed from the number of stages. */
    private Optional<Shapes> typed = Optional.empty();

    NetworkOptions(Messages messages) {
        this.messages = messages;
        blocks.addListener(o -> followStages());
        channels.addListener(o -> shapesChosen());
        strides.addListener(o -> shapesChosen());
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
            int count = list("stages", blocks).size();
            Shapes shapes = typed.isEmpty() ? shapes() : typed.get();
            if (shapes.matches() && count <= MOST_STAGES) {
                typed = Optional.of(shapes);
                Shapes next = shapes.of(count);
                loading = true;
                channels.set(numbers(next.channels(), width -> width));
                strides.set(numbers(next.strides(), step -> step));
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
        return new Shapes(list("channels", channels), list("strides", strides));
    }

    /** Channels and strides of each stage. */
    private record Shapes(List<Integer> channels, List<Integer> strides) {
        private boolean matches() {
            return channels.size() == strides.size();
        }

        private Shapes of(int stages) {
            List<Integer> widths = new ArrayList<>(channels);
            List<Integer> steps = new ArrayList<>(strides);
            while (widths.size() < stages) {
                widths.add(Math.min(MOST_CHANNELS, 2 * widths.get(widths.size() - 1)));
                steps.add(2);
            }
            return new Shapes(widths.subList(0, stages), steps.subList(0, stages));
        }
    }

    /** Everything, each by the name that its words go by. */
    List<Property<?>> all() {
        return all;
    }

    /** Calls back with the option at every change that somebody makes, and not while a network is loaded. */
    void onChange(Consumer<Property<?>> changed) {
        for (Property<?> property : all) {
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
        Body body = spec.body();
        shortcut.set(body.shortcut());
        block.set(body.block());
        blocks.set(numbers(body.stages(), Stage::blocks));
        channels.set(numbers(body.stages(), Stage::channels));
        strides.set(numbers(body.stages(), Stage::stride));
        stem.set(spec.stem().kind());
        stemChannels.set(Integer.toString(spec.stem().channels()));
        downsampling.set(body.downsampling());
        downsamplingBlock.set(body.details().downsamplingBlock());
        order.set(body.details().order());
        zeroPadding.set(body.details().zeroPadding());
        projection.set(body.details().projection());
        squeezeRatio.set(Integer.toString(body.details().squeezeRatio()));
        convolutionBias.set(spec.layers().convolutionBias());
        samePadding.set(spec.layers().samePadding());
        zeroLastGamma.set(spec.layers().zeroLastGamma());
        epsilon.set(Double.toString(spec.layers().batchNormEpsilon()));
        momentum.set(Double.toString(spec.layers().batchNormMomentum()));
        pooling.set(spec.head().pooling());
        hiddenUnits.set(Integer.toString(spec.head().hiddenUnits()));
        dropout.set(Double.toString(spec.head().dropout()));
        output.set(spec.head().output());
        loading = false;
    }

    /**
     * A variant for that input with these options.
     *
     * @throws IllegalArgumentException with a sentence, if one of them is wrong
     */
    ResNetSpec apply(String variant, ResNetSpec.Input input) {
        BlockDetails details = new BlockDetails(
                order.get(),
                downsamplingBlock.get(),
                zeroPadding.get(),
                projection.get(),
                whole("squeeze-ratio", squeezeRatio));
        Body body = new Body(block.get(), stages(), shortcut.get(), downsampling.get(), details);
        LayerSettings layers = new LayerSettings(
                convolutionBias.get(),
                samePadding.get(),
                number("epsilon", epsilon),
                number("momentum", momentum),
                zeroLastGamma.get());
        Head head =
                new Head(pooling.get(), whole("hidden-units", hiddenUnits), number("dropout", dropout), output.get());
        return new ResNetSpec(
                variant, input, new Stem(stem.get(), whole("stem-channels", stemChannels)), body, layers, head);
    }

    private List<Stage> stages() {
        List<Integer> counts = list("stages", blocks);
        List<Integer> widths = list("channels", channels);
        List<Integer> steps = list("strides", strides);
        if (widths.size() != counts.size() || steps.size() != counts.size()) {
            throw new InvalidValueException(
                    messages.text("network.stages.uneven", counts.size(), widths.size(), steps.size()));
        }
        List<Stage> stages = new ArrayList<>();
        for (int s = 0; s < counts.size(); s++) {
            stages.add(new Stage(counts.get(s), widths.get(s), steps.get(s)));
        }
        return stages;
    }

    private List<Integer> list(String key, StringProperty text) {
        try {
            List<Integer> numbers = new ArrayList<>();
            for (String word : text.get().strip().split("[,;\\s]+", -1)) {
                numbers.add(Integer.parseInt(word));
            }
            return numbers;
        } catch (NumberFormatException e) {
            throw new InvalidValueException(messages.text("network.numbers.wrong", name(key)), e);
        }
    }

    private int whole(String key, StringProperty typed) {
        try {
            return Integer.parseInt(typed.get().strip());
        } catch (NumberFormatException e) {
            throw new InvalidValueException(messages.text("network.whole.wrong", name(key)), e);
        }
    }

    private double number(String key, StringProperty typed) {
        List<Double> readings = TypedNumber.readings(typed.get());
        if (readings.size() != 1) {
            throw new InvalidValueException(messages.text("network.number.wrong", name(key)));
        }
        return readings.get(0);
    }

    private String name(String key) {
        return messages.text("network.option." + key);
    }

    private static <T> String numbers(List<T> items, Function<T, Integer> number) {
        return items.stream().map(number).map(String::valueOf).collect(Collectors.joining(", "));
    }

    /** How residual blocks join. */
    public ObjectProperty<Shortcut> shortcutProperty() {
        return shortcut;
    }

    /** The residual block. */
    public ObjectProperty<BlockKind> blockProperty() {
        return block;
    }

    /** Blocks of each stage, as typed: {@code 3, 4, 6, 3}. */
    public StringProperty blocksProperty() {
        return blocks;
    }

    /** Channels of each stage, as typed. */
    public StringProperty channelsProperty() {
        return channels;
    }

    /** Stride of each stage, as typed. */
    public StringProperty stridesProperty() {
        return strides;
    }

    /** The layers before the first stage. */
    public ObjectProperty<Stem.Kind> stemProperty() {
        return stem;
    }

    /** Channels that the stem puts out, as typed. */
    public StringProperty stemChannelsProperty() {
        return stemChannels;
    }

    /** Which convolution of a bottleneck has the stride. */
    public ObjectProperty<Body.Downsampling> downsamplingProperty() {
        return downsampling;
    }

    /** Which block of a stage has its stride. */
    public ObjectProperty<BlockDetails.DownsamplingBlock> downsamplingBlockProperty() {
        return downsamplingBlock;
    }

    /** The order of convolution, batch norm and ReLU. */
    public ObjectProperty<BlockDetails.Order> orderProperty() {
        return order;
    }

    /** Where shortcut A puts its zero channels. */
    public ObjectProperty<BlockDetails.ZeroPadding> zeroPaddingProperty() {
        return zeroPadding;
    }

    /** How projections take up a stride. */
    public ObjectProperty<BlockDetails.Projection> projectionProperty() {
        return projection;
    }

    /** How many channels share one of squeeze-and-excitation, as typed; 0 for none. */
    public StringProperty squeezeRatioProperty() {
        return squeezeRatio;
    }

    /** Whether convolutions have a bias. */
    public BooleanProperty convolutionBiasProperty() {
        return convolutionBias;
    }

    /** Whether padding is TensorFlow's. */
    public BooleanProperty samePaddingProperty() {
        return samePadding;
    }

    /** Whether blocks begin as their shortcut. */
    public BooleanProperty zeroLastGammaProperty() {
        return zeroLastGamma;
    }

    /** Epsilon of batch norm, as typed. */
    public StringProperty epsilonProperty() {
        return epsilon;
    }

    /** Momentum of batch norm, as typed. */
    public StringProperty momentumProperty() {
        return momentum;
    }

    /** How the last feature map becomes a vector. */
    public ObjectProperty<Head.Pooling> poolingProperty() {
        return pooling;
    }

    /** Units of a hidden layer in the head, as typed; 0 for none. */
    public StringProperty hiddenUnitsProperty() {
        return hiddenUnits;
    }

    /** Dropped share before the last layer, as typed. */
    public StringProperty dropoutProperty() {
        return dropout;
    }

    /** The last layer for two classes. */
    public ObjectProperty<Head.Output> outputProperty() {
        return output;
    }
}
