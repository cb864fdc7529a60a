package org.resnetstudio.network;

import static org.resnetstudio.network.NetworkOption.advanced;
import static org.resnetstudio.network.NetworkOption.common;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.resnetstudio.network.OptionType.Choice;
import org.resnetstudio.network.OptionType.Decimal;
import org.resnetstudio.network.OptionType.OfStages;
import org.resnetstudio.network.OptionType.Whole;
import org.resnetstudio.problem.InvalidValueException;
import org.resnetstudio.problem.Sentence;

/**
 * Everything that can be changed in a variant. The command line, the form of the Network screen, the JSON of networks, and what is
 * said of the differences between two of them loop over {@link #ALL}: a new option is a row here and its place in
 * {@link Values#build}, beside its field in the record that holds it and what {@link NetworkGraph#compile} makes of it.
 */
public final class NetworkOptions {
    public static final NetworkOption<Shortcut> SHORTCUT = common(
            "shortcut",
            "body/shortcut",
            Choice.of(Shortcut.class, UnaryOperator.identity()),
            spec -> spec.body().shortcut(),
            "How blocks are bridged where shapes differ: A zero-padding, B projection there, C projection everywhere.");

    public static final NetworkOption<BlockKind> BLOCK = common(
            "block",
            "body/block",
            Choice.of(BlockKind.class),
            spec -> spec.body().block(),
            "Two 3 x 3 convolutions, or 1 x 1, 3 x 3 and 1 x 1. CIFAR networks keep their depth.");

    public static final NetworkOption<List<Integer>> STAGES = common(
            "stages",
            "body/stages/*/blocks",
            new OfStages(),
            spec -> ofStages(spec, Stage::blocks),
            "Number of blocks in each stage.");

    public static final NetworkOption<List<Integer>> CHANNELS = common(
            "channels",
            "body/stages/*/channels",
            new OfStages(),
            spec -> ofStages(spec, Stage::channels),
            "Channels of the 3 x 3 convolutions in each stage.");

    public static final NetworkOption<List<Integer>> STRIDES = common(
            "strides",
            "body/stages/*/stride",
            new OfStages(),
            spec -> ofStages(spec, Stage::stride),
            "1 or 2 for each stage: 2 halves the size.");

    public static final NetworkOption<Stem.Kind> STEM = common(
            "stem",
            "stem/kind",
            Choice.of(Stem.Kind.class),
            spec -> spec.stem().kind(),
            "7 x 7 with stride 2 and pooling, 3 x 3, 3 x 3 with stride 2, or three 3 x 3 and pooling.");

    public static final NetworkOption<Integer> STEM_CHANNELS = common(
            "stem-channels",
            "stem/channels",
            new Whole(),
            spec -> spec.stem().channels(),
            "Channels that the stem puts out.");

    public static final NetworkOption<Head.Pooling> POOLING = common(
                    "pooling",
                    "head/pooling",
                    Choice.of(Head.Pooling.class),
                    spec -> spec.head().pooling(),
                    "How the last feature map becomes a vector.")
            .formerly(Head.Pooling.AVERAGE);

    public static final NetworkOption<Integer> HIDDEN_UNITS = common(
            "hidden-units",
            "head/hiddenUnits",
            new Whole(),
            spec -> spec.head().hiddenUnits(),
            "Of a dense layer before the last one; 0 for none.");

    public static final NetworkOption<Double> DROPOUT = common(
                    "dropout",
                    "head/dropout",
                    new Decimal(),
                    spec -> spec.head().dropout(),
                    "Share of values dropped before the last layer.")
            .formerly(0.0);

    public static final NetworkOption<Head.Output> OUTPUT = common(
            "output",
            "head/output",
            Choice.of(Head.Output.class),
            spec -> spec.head().output(),
            "One output per class, or a single one for two classes.");

    public static final NetworkOption<BlockDetails.Order> ORDER = advanced(
                    "order",
                    "body/details/order",
                    Choice.of(BlockDetails.Order.class, name -> name.replace("_ACTIVATION", "")
                            .toLowerCase(Locale.ROOT)),
                    spec -> spec.body().details().order(),
                    "Batch norm and ReLU before each convolution (ResNet v2), or behind it.")
            .formerly(BlockDetails.Order.POST_ACTIVATION)
            .alias("pre-activation", "pre");

    public static final NetworkOption<Body.Downsampling> DOWNSAMPLING = advanced(
            "downsampling",
            "body/downsampling",
            Choice.of(Body.Downsampling.class, name -> name.substring(name.indexOf('_') + 1)
                    .toLowerCase(Locale.ROOT)),
            spec -> spec.body().downsampling(),
            "Which convolution of a bottleneck has the stride: 1x1 as He et al. and Keras, 3x3 as torchvision.");

    public static final NetworkOption<BlockDetails.DownsamplingBlock> DOWNSAMPLING_BLOCK = advanced(
                    "downsampling-block",
                    "body/details/downsamplingBlock",
                    Choice.of(BlockDetails.DownsamplingBlock.class),
                    spec -> spec.body().details().downsamplingBlock(),
                    "Which block of a stage has its stride.")
            .formerly(BlockDetails.DownsamplingBlock.FIRST);

    public static final NetworkOption<BlockDetails.Projection> PROJECTION = advanced(
                    "projection",
                    "body/details/projection",
                    Choice.of(BlockDetails.Projection.class),
                    spec -> spec.body().details().projection(),
                    "How shortcuts B and C take up a stride; average-pool as in ResNet-D.")
            .formerly(BlockDetails.Projection.STRIDED);

    public static final NetworkOption<Integer> SQUEEZE_EXCITATION = advanced(
                    "squeeze-excitation",
                    "body/details/squeezeRatio",
                    new Whole(),
                    spec -> spec.body().details().squeezeRatio(),
                    "Weigh the channels of every block (SE-ResNet), N of them sharing one; 16 is usual, 0 for none.")
            .formerly(0);

    public static final NetworkOption<Integer> GROUPS = advanced(
                    "groups",
                    "body/details/groups",
                    new Whole(),
                    spec -> spec.body().details().groups(),
                    "Divide the 3 x 3 convolutions of bottlenecks into N groups; ResNeXt has 32, 1 is usual.")
            .formerly(1);

    public static final NetworkOption<Integer> GROUP_WIDTH = advanced(
                    "group-width",
                    "body/details/groupWidth",
                    new Whole(),
                    spec -> spec.body().details().groupWidth(),
                    "Channels of each group for every 64 of the stage: 64 is usual, 128 makes a Wide ResNet.")
            .formerly(64);

    public static final NetworkOption<BlockDetails.ZeroPadding> ZERO_PADDING = advanced(
                    "zero-padding",
                    "body/details/zeroPadding",
                    Choice.of(BlockDetails.ZeroPadding.class),
                    spec -> spec.body().details().zeroPadding(),
                    "Where shortcut A puts its channels of zeros.")
            .formerly(BlockDetails.ZeroPadding.BEHIND);

    public static final NetworkOption<Double> BATCH_NORM_EPSILON = advanced(
            "batch-norm-epsilon",
            "layers/batchNormEpsilon",
            new Decimal(),
            spec -> spec.layers().batchNormEpsilon(),
            "Added to variances.");

    public static final NetworkOption<Double> BATCH_NORM_MOMENTUM = advanced(
            "batch-norm-momentum",
            "layers/batchNormMomentum",
            new Decimal(),
            spec -> spec.layers().batchNormMomentum(),
            "Share of old running statistics kept at each update (PyTorch's momentum is 1 minus this).");

    public static final NetworkOption<Boolean> CONVOLUTION_BIAS = advanced(
            "convolution-bias",
            "layers/convolutionBias",
            Choice.flag("false", "true"),
            spec -> spec.layers().convolutionBias(),
            "Whether convolutions have a bias.");

    public static final NetworkOption<Boolean> PADDING = advanced(
            "padding",
            "layers/samePadding",
            Choice.flag("symmetric", "same"),
            spec -> spec.layers().samePadding(),
            "PyTorch's padding, or TensorFlow's 'same', which is uneven at strides.");

    public static final NetworkOption<Boolean> ZERO_LAST_GAMMA = advanced(
                    "zero-last-gamma",
                    "layers/zeroLastGamma",
                    Choice.flag("false", "true"),
                    spec -> spec.layers().zeroLastGamma(),
                    "Let every block begin as its shortcut, or not; alone it means true.")
            .formerly(false)
            .alone(true);

    /** The table, in the order in which options are offered. */
    public static final List<NetworkOption<?>> ALL = List.of(
            SHORTCUT,
            BLOCK,
            STAGES,
            CHANNELS,
            STRIDES,
            STEM,
            STEM_CHANNELS,
            POOLING,
            HIDDEN_UNITS,
            DROPOUT,
            OUTPUT,
            ORDER,
            DOWNSAMPLING,
            DOWNSAMPLING_BLOCK,
            PROJECTION,
            SQUEEZE_EXCITATION,
            GROUPS,
            GROUP_WIDTH,
            ZERO_PADDING,
            BATCH_NORM_EPSILON,
            BATCH_NORM_MOMENTUM,
            CONVOLUTION_BIAS,
            PADDING,
            ZERO_LAST_GAMMA);

    private NetworkOptions() {}

    /** Everything that a network is set to. */
    public static Values of(ResNetSpec spec) {
        Map<NetworkOption<?>, Object> values = new LinkedHashMap<>();
        ALL.forEach(option -> values.put(option, option.of(spec)));
        return new Values(values);
    }

    /**
     * The numbers of an option of stages for more or fewer stages: a new one has as many blocks as the one before, usually
     * twice the channels, and half the size.
     *
     * @param numbers at least one
     */
    public static List<Integer> forStages(int count, NetworkOption<List<Integer>> option, List<Integer> numbers) {
        List<Integer> grown = new ArrayList<>(numbers);
        while (grown.size() < count) {
            int last = grown.get(grown.size() - 1);
            if (option.equals(CHANNELS)) {
                grown.add(Stage.channelsAfter(last));
            } else {
                grown.add(option.equals(STRIDES) ? 2 : last);
            }
        }
        return List.copyOf(grown.subList(0, count));
    }

    private static List<Integer> ofStages(ResNetSpec spec, Function<Stage, Integer> number) {
        return spec.stages().stream().map(number).toList();
    }

    /** A value for every option; which ones go together, only {@link #build} asks. Immutable. */
    public static final class Values {
        private final Map<NetworkOption<?>, Object> values;

        private Values(Map<NetworkOption<?>, Object> values) {
            this.values = values;
        }

        /**
         * Values that were collected elsewhere.
         *
         * @param values of all options, each of its option's type
         */
        public static Values of(Map<NetworkOption<?>, ?> values) {
            for (NetworkOption<?> option : ALL) {
                if (values.get(option) == null) {
                    throw new IllegalStateException("There is no value for " + option + ".");
                }
            }
            return new Values(Collections.unmodifiableMap(new LinkedHashMap<>(values)));
        }

        /** The value of an option. */
        @SuppressWarnings("unchecked") // put only with a value of its type
        public <T> T get(NetworkOption<T> option) {
            return (T) values.get(option);
        }

        /** The same with another value of one option. */
        public <T> Values with(NetworkOption<T> option, T value) {
            Map<NetworkOption<?>, Object> others = new LinkedHashMap<>(values);
            others.put(option, value);
            return new Values(others);
        }

        /** The same with what was given of another network. */
        public Values with(Map<NetworkOption<?>, ?> given) {
            Map<NetworkOption<?>, Object> others = new LinkedHashMap<>(values);
            others.putAll(given);
            return new Values(others);
        }

        /**
         * The network that is set to all of this.
         *
         * @param variant whose name it bears
         * @param input its pictures and classes
         * @throws InvalidValueException with a sentence, if there is no such network
         */
        public ResNetSpec build(String variant, ResNetSpec.Input input) {
            BlockDetails details = new BlockDetails(
                    get(ORDER),
                    get(DOWNSAMPLING_BLOCK),
                    get(ZERO_PADDING),
                    get(PROJECTION),
                    get(SQUEEZE_EXCITATION),
                    get(GROUPS),
                    get(GROUP_WIDTH));
            return new ResNetSpec(
                    variant,
                    input,
                    new Stem(get(STEM), get(STEM_CHANNELS)),
                    new Body(get(BLOCK), stages(), get(SHORTCUT), get(DOWNSAMPLING), details),
                    new LayerSettings(
                            get(CONVOLUTION_BIAS),
                            get(PADDING),
                            get(BATCH_NORM_EPSILON),
                            get(BATCH_NORM_MOMENTUM),
                            get(ZERO_LAST_GAMMA)),
                    new Head(get(POOLING), get(HIDDEN_UNITS), get(DROPOUT), get(OUTPUT)));
        }

        private List<Stage> stages() {
            int count = get(STAGES).size();
            for (NetworkOption<List<Integer>> option : List.of(CHANNELS, STRIDES)) {
                if (get(option).size() != count) {
                    throw new InvalidValueException(Sentence.of(
                            "problem.network.uneven-stages",
                            option,
                            count,
                            get(option).size()));
                }
            }
            List<Stage> stages = new ArrayList<>();
            for (int s = 0; s < count; s++) {
                stages.add(new Stage(
                        get(STAGES).get(s), get(CHANNELS).get(s), get(STRIDES).get(s)));
            }
            return stages;
        }
    }
}
