package org.resnetstudio.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.resnetstudio.network.BlockDetails;
import org.resnetstudio.network.BlockKind;
import org.resnetstudio.network.Body;
import org.resnetstudio.network.Head;
import org.resnetstudio.network.LayerSettings;
import org.resnetstudio.network.ResNetSpec;
import org.resnetstudio.network.Shortcut;
import org.resnetstudio.network.Stage;
import org.resnetstudio.network.Stem;
import org.resnetstudio.network.Variants;
import org.resnetstudio.problem.InvalidValueException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What can be changed in a variant: every option of a {@link ResNetSpec} as a flag; left out, it stays as in the variant. */
final class NetworkEdits {
    /** How convolutions keep the size. */
    enum PaddingKind {
        SYMMETRIC,
        SAME
    }

    @Option(
            names = "--shortcut",
            paramLabel = "A|B|C",
            description =
                    "How blocks are bridged where shapes differ: A zero-padding, B projection there, C projection everywhere.")
    private Shortcut shortcut;

    @Option(
            names = "--block",
            paramLabel = "basic|bottleneck",
            description = "Two 3 x 3 convolutions, or 1 x 1, 3 x 3 and 1 x 1. CIFAR networks keep their depth.")
    private BlockKind block;

    @Option(names = "--stages", paramLabel = "N,…", split = ",", description = "Number of blocks in each stage.")
    private List<Integer> blocks;

    @Option(
            names = "--channels",
            paramLabel = "N,…",
            split = ",",
            description = "Channels of the 3 x 3 convolutions in each stage.")
    private List<Integer> channels;

    @Option(
            names = "--strides",
            paramLabel = "N,…",
            split = ",",
            description = "1 or 2 for each stage: 2 halves the size.")
    private List<Integer> strides;

    @Option(
            names = "--downsampling",
            paramLabel = "1x1|3x3",
            converter = DownsamplingConverter.class,
            description =
                    "Which convolution of a bottleneck has the stride: 1x1 as He et al. and Keras, 3x3 as torchvision.")
    private Body.Downsampling downsampling;

    @Option(
            names = "--downsampling-block",
            paramLabel = "first|last",
            description = "Which block of a stage has its stride.")
    private BlockDetails.DownsamplingBlock downsamplingBlock;

    @Option(
            names = "--zero-padding",
            paramLabel = "behind|both-sides",
            converter = ZeroPaddingConverter.class,
            description = "Where shortcut A puts its channels of zeros.")
    private BlockDetails.ZeroPadding zeroPadding;

    @Option(
            names = "--projection",
            paramLabel = "strided|average-pool",
            converter = ProjectionConverter.class,
            description = "How shortcuts B and C take up a stride; average-pool as in ResNet-D.")
    private BlockDetails.Projection projection;

    @Option(
            names = "--order",
            paramLabel = "pre|post",
            converter = OrderConverter.class,
            description = "Batch norm and ReLU before each convolution (ResNet v2), or behind it.")
    private BlockDetails.Order order;

    @Option(names = "--pre-activation", description = "The same as --order pre.")
    private boolean preActivation;

    @Option(
            names = "--squeeze-excitation",
            paramLabel = "N",
            description =
                    "Weigh the channels of every block (SE-ResNet), N of them sharing one; 16 is usual, 0 for none.")
    private Integer squeezeRatio;

    @Option(
            names = "--stem",
            paramLabel = "imagenet|cifar|mini|deep",
            description = "7 x 7 with stride 2 and pooling, 3 x 3, 3 x 3 with stride 2, or three 3 x 3 and pooling.")
    private Stem.Kind stem;

    @Option(names = "--stem-channels", paramLabel = "N", description = "Channels that the stem puts out.")
    private Integer stemChannels;

    @Option(
            names = "--convolution-bias",
            arity = "1",
            paramLabel = "true|false",
            description = "Whether convolutions have a bias.")
    private Boolean convolutionBias;

    @Option(
            names = "--padding",
            paramLabel = "symmetric|same",
            description = "PyTorch's padding, or TensorFlow's 'same', which is uneven at strides.")
    private PaddingKind padding;

    @Option(names = "--batch-norm-epsilon", paramLabel = "X", description = "Added to variances.")
    private Double epsilon;

    @Option(
            names = "--batch-norm-momentum",
            paramLabel = "X",
            description = "Share of old running statistics kept at each update (PyTorch's momentum is 1 minus this).")
    private Double momentum;

    @Option(
            names = "--zero-last-gamma",
            arity = "0..1",
            fallbackValue = "true",
            paramLabel = "true|false",
            description = "Let every block begin as its shortcut, or not; alone it means true.")
    private Boolean zeroLastGamma;

    @Option(
            names = "--pooling",
            paramLabel = "average|max|none",
            description = "How the last feature map becomes a vector.")
    private Head.Pooling pooling;

    @Option(
            names = "--hidden-units",
            paramLabel = "N",
            description = "Of a dense layer before the last one; 0 for none.")
    private Integer hiddenUnits;

    @Option(names = "--dropout", paramLabel = "X", description = "Share of values dropped before the last layer.")
    private Double dropout;

    @Option(
            names = "--output",
            paramLabel = "softmax|sigmoid",
            description = "One output per class, or a single one for two classes.")
    private Head.Output output;

    /**
     * The network with what was given on the command line.
     *
     * @throws IllegalArgumentException with a sentence, if there is no such network
     */
    ResNetSpec apply(ResNetSpec variant) {
        ResNetSpec spec = block == null || blocks != null ? variant : Variants.withBlock(variant, block);
        Body body = edit(spec.body(), block, Body::withBlock);
        body = edit(body, shortcut, Body::withShortcut);
        body = edit(body, downsampling, Body::withDownsampling);
        body = body.withDetails(details(body.details())).withStages(stages(body.stages()));
        return spec.withBody(body)
                .withStem(new Stem(
                        Optional.ofNullable(stem).orElse(spec.stem().kind()),
                        Optional.ofNullable(stemChannels).orElse(spec.stem().channels())))
                .withLayers(layers(spec.layers()))
                .withHead(head(spec.head()));
    }

    private BlockDetails details(BlockDetails details) {
        if (preActivation && order == BlockDetails.Order.POST_ACTIVATION) {
            throw new InvalidValueException(
                    "--pre-activation and --order post say the opposite of each other: leave one of them out.");
        }
        return new BlockDetails(
                preActivation
                        ? BlockDetails.Order.PRE_ACTIVATION
                        : Optional.ofNullable(order).orElse(details.order()),
                Optional.ofNullable(downsamplingBlock).orElse(details.downsamplingBlock()),
                Optional.ofNullable(zeroPadding).orElse(details.zeroPadding()),
                Optional.ofNullable(projection).orElse(details.projection()),
                Optional.ofNullable(squeezeRatio).orElse(details.squeezeRatio()));
    }

    /** Stages that the variant does not have get twice the channels of the one before, and stride 2. */
    private List<Stage> stages(List<Stage> present) {
        int count = Stream.of(Optional.ofNullable(blocks), Optional.ofNullable(channels), Optional.ofNullable(strides))
                .flatMap(Optional::stream)
                .findFirst()
                .map(List::size)
                .orElse(present.size());
        List<Stage> stages = new ArrayList<>();
        for (int s = 0; s < count; s++) {
            Stage last = s < present.size()
                    ? present.get(s)
                    : new Stage(
                            stages.get(s - 1).blocks(),
                            Math.min(4096, 2 * stages.get(s - 1).channels()),
                            2);
            stages.add(new Stage(
                    number("--stages", blocks, s, count, last.blocks()),
                    number("--channels", channels, s, count, last.channels()),
                    number("--strides", strides, s, count, last.stride())));
        }
        return stages;
    }

    private static int number(String option, List<Integer> given, int stage, int count, int otherwise) {
        if (given == null) {
            return otherwise;
        }
        if (given.size() != count) {
            throw new InvalidValueException(
                    "Give " + option + " one number for each of the " + count + " stages, not " + given.size() + ".");
        }
        return given.get(stage);
    }

    private LayerSettings layers(LayerSettings variant) {
        LayerSettings layers = edit(variant, convolutionBias, LayerSettings::withConvolutionBias);
        layers = edit(layers, padding, (l, kind) -> l.withSamePadding(kind == PaddingKind.SAME));
        layers = edit(layers, epsilon, LayerSettings::withBatchNormEpsilon);
        layers = edit(layers, momentum, LayerSettings::withBatchNormMomentum);
        return edit(layers, zeroLastGamma, LayerSettings::withZeroLastGamma);
    }

    private Head head(Head variant) {
        Head head = edit(variant, pooling, Head::withPooling);
        head = edit(head, hiddenUnits, Head::withHiddenUnits);
        head = edit(head, dropout, Head::withDropout);
        return edit(head, output, Head::withOutput);
    }

    private static <T, V> T edit(T before, V value, BiFunction<T, V, T> change) {
        return value == null ? before : change.apply(before, value);
    }

    /** Reads one of a few words. */
    private abstract static class Words<T> implements ITypeConverter<T> {
        private final Map<String, T> words;

        Words(String first, T firstValue, String second, T secondValue) {
            words = new LinkedHashMap<>();
            words.put(first, firstValue);
            words.put(second, secondValue);
        }

        @Override
        public T convert(String value) {
            T found = words.get(value.toLowerCase(Locale.ROOT));
            if (found == null) {
                throw new TypeConversionException(
                        "expected one of [" + String.join(", ", words.keySet()) + "] but was '" + value + "'");
            }
            return found;
        }
    }

    static final class DownsamplingConverter extends Words<Body.Downsampling> {
        DownsamplingConverter() {
            super("1x1", Body.Downsampling.FIRST_1X1, "3x3", Body.Downsampling.MIDDLE_3X3);
        }
    }

    static final class ZeroPaddingConverter extends Words<BlockDetails.ZeroPadding> {
        ZeroPaddingConverter() {
            super("behind", BlockDetails.ZeroPadding.BEHIND, "both-sides", BlockDetails.ZeroPadding.BOTH_SIDES);
        }
    }

    static final class ProjectionConverter extends Words<BlockDetails.Projection> {
        ProjectionConverter() {
            super("strided", BlockDetails.Projection.STRIDED, "average-pool", BlockDetails.Projection.AVERAGE_POOL);
        }
    }

    static final class OrderConverter extends Words<BlockDetails.Order> {
        OrderConverter() {
            super("pre", BlockDetails.Order.PRE_ACTIVATION, "post", BlockDetails.Order.POST_ACTIVATION);
        }
    }
}
