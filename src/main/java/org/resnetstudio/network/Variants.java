package org.resnetstudio.network;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.resnetstudio.problem.InvalidValueException;
import org.resnetstudio.problem.Sentence;

/** The networks that can be picked by name, each with the source that it reproduces. */
public final class Variants {
    /**
     * One row of the table.
     *
     * @param name as typed on the command line
     * @param title as shown to people
     * @param source paper or library that it reproduces
     * @param origin which family of sources that is
     * @param input picture size and number of classes of the source
     * @param blueprint everything else of its spec
     */
    public record Variant(
            String name, String title, String source, Origin origin, ResNetSpec.Input input, Blueprint blueprint) {
        /** Picture size of the source in pixels. */
        public int defaultImageSizePx() {
            return input.imageSizePx();
        }

        /** Its spec for other pictures. */
        ResNetSpec spec(ResNetSpec.Input other) {
            boolean sigmoid = blueprint.sigmoidForTwo() && other.classes() == 2;
            Head head = blueprint.head().withOutput(sigmoid ? Head.Output.SIGMOID : Head.Output.SOFTMAX);
            return new ResNetSpec(name, other, blueprint.stem(), blueprint.body(), blueprint.layers(), head);
        }
    }

    /** A spec without its input; the output is a sigmoid for two classes where {@code sigmoidForTwo}. */
    record Blueprint(Stem stem, Body body, LayerSettings layers, Head head, boolean sigmoidForTwo) {}

    private static final ResNetSpec.Input IMAGENET = new ResNetSpec.Input(224, 1000);
    private static final ResNetSpec.Input CIFAR_10 = new ResNetSpec.Input(32, 10);
    private static final Pattern CIFAR_NAME = Pattern.compile("resnet(\\d{1,4})");
    /** He et al. 2015 §4.2: 200 blocks in each stage. */
    private static final int DEEPEST = 1202;

    private static final Map<String, Variant> ALL = new LinkedHashMap<>();

    static {
        add(mini());
        for (int depth : new int[] {20, 32, 44, 56, 110}) {
            add(cifar(depth, BlockKind.BASIC));
        }
        add(cifar(164, BlockKind.BOTTLENECK));
        for (Depth depth : Depth.values()) {
            add(torchvision(depth));
        }
        add(inGroups("resnext50-32x4d", "ResNeXt-50 32x4d", Depth.D50, 32, 4));
        add(inGroups("resnext101-32x8d", "ResNeXt-101 32x8d", Depth.D101, 32, 8));
        add(inGroups("wide-resnet50-2", "Wide ResNet-50-2", Depth.D50, 1, 128));
        add(inGroups("wide-resnet101-2", "Wide ResNet-101-2", Depth.D101, 1, 128));
        for (Depth depth : Depth.values()) {
            add(timm(depth, TimmFamily.SQUEEZE_AND_EXCITATION));
        }
        for (Depth depth : Depth.values()) {
            add(timm(depth, TimmFamily.D));
        }
        for (Depth depth : List.of(Depth.D50, Depth.D101, Depth.D152)) {
            add(timm(depth, TimmFamily.V2));
        }
        for (Depth depth : List.of(Depth.D50, Depth.D101, Depth.D152)) {
            add(keras(depth));
        }
        for (Depth depth : List.of(Depth.D50, Depth.D101, Depth.D152)) {
            add(zeroFill(depth));
        }
    }

    /** The columns of He et al. 2015, table 1. */
    private enum Depth {
        D18(18, BlockKind.BASIC, 2, 2, 2, 2),
        D34(34, BlockKind.BASIC, 3, 4, 6, 3),
        D50(50, BlockKind.BOTTLENECK, 3, 4, 6, 3),
        D101(101, BlockKind.BOTTLENECK, 3, 4, 23, 3),
        D152(152, BlockKind.BOTTLENECK, 3, 8, 36, 3);

        private final int layers;
        private final BlockKind block;

        @SuppressWarnings("ImmutableEnumChecker") // made by List.of
        private final List<Integer> blocks;

        Depth(int layers, BlockKind block, Integer... blocks) {
            this.layers = layers;
            this.block = block;
            this.blocks = List.of(blocks);
        }

        /** Stages of 64, 128, 256 and 512 channels; all of those numbers but one halve height and width. */
        Body body(Body.Downsampling downsampling, int sameSizeStage) {
            List<Stage> stages = new ArrayList<>();
            for (int s = 0; s < blocks.size(); s++) {
                stages.add(new Stage(blocks.get(s), 64 << s, s == sameSizeStage ? 1 : 2));
            }
            return new Body(block, stages, Shortcut.B, downsampling, BlockDetails.STANDARD);
        }
    }

    /** What changes one of torchvision's networks into one of timm's; name and title have a place for the depth. */
    private record TimmFamily(String name, String title, String source, Stem.Kind stem, BlockDetails details) {
        static final TimmFamily SQUEEZE_AND_EXCITATION = new TimmFamily(
                "seresnet%d",
                "SE-ResNet-%d", "Hu et al. 2018; timm", Stem.Kind.IMAGENET, BlockDetails.STANDARD.withSqueezeRatio(16));
        static final TimmFamily D = new TimmFamily(
                "resnet%dd",
                "ResNet-%d-D",
                "He, Tong et al. 2019; timm",
                Stem.Kind.DEEP,
                BlockDetails.STANDARD.withProjection(BlockDetails.Projection.AVERAGE_POOL));
        static final TimmFamily V2 = new TimmFamily(
                "resnetv2-%d",
                "ResNet-%d v2",
                "He et al. 2016; timm",
                Stem.Kind.IMAGENET,
                BlockDetails.STANDARD.withOrder(BlockDetails.Order.PRE_ACTIVATION));
    }

    private Variants() {}

    /** All variants, smallest family first. */
    public static List<Variant> all() {
        return Collections.unmodifiableList(new ArrayList<>(ALL.values()));
    }

    /**
     * The variant of that name; case, spaces, {@code -}, {@code _} and the language of its digits do not matter. Beside {@link #all()} there are CIFAR networks of
     * every right depth: {@code resnet26} has basic blocks, {@code resnet29} bottlenecks.
     *
     * @throws IllegalArgumentException if there is none; the message names the nearest depths, or lists the names
     */
    public static Variant named(String name) {
        Optional<Variant> variant = find(name);
        if (variant.isPresent()) {
            return variant.get();
        }
        Matcher depth = CIFAR_NAME.matcher(plain(name));
        if (depth.matches()) {
            int layers = Integer.parseInt(depth.group(1));
            throw new InvalidValueException(
                    Sentence.of("problem.network.no-depth", layers, nearest(layers, -1), nearest(layers, 1)));
        }
        throw new InvalidValueException(
                Sentence.of("problem.network.no-variant", name, String.join(", ", ALL.keySet())));
    }

    private static Optional<Variant> find(String name) {
        String plain = plain(name);
        Matcher depth = CIFAR_NAME.matcher(plain);
        int layers = depth.matches() ? Integer.parseInt(depth.group(1)) : 0;
        return ALL.values().stream()
                .filter(variant -> plain(variant.name()).equals(plain))
                .findFirst()
                .or(() -> Stream.of(BlockKind.values())
                        .filter(block -> isCifarDepth(layers, block))
                        .map(block -> cifar(layers, block))
                        .findFirst());
    }

    private static boolean isCifarDepth(int depth, BlockKind block) {
        return depth > 2 && depth <= DEEPEST && (depth - 2) % stepOf(block) == 0;
    }

    private static String plain(String name) {
        return inUsualDigits(name).toLowerCase(Locale.ROOT).replaceAll("[-_\\s]", "");
    }

    /** The name with digits 0 to 9; former versions wrote it in those of the system's language. */
    static String inUsualDigits(String name) {
        return name.codePoints()
                .map(c -> Character.isDigit(c) ? '0' + Character.digit(c, 10) : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /**
     * The spec of a named variant.
     *
     * @param imageSizePx width and height of the pictures, see {@link ResNetSpec.Input}
     * @param classes 2 or more
     * @throws IllegalArgumentException if there is no such variant, or a number is out of its range
     */
    public static ResNetSpec spec(String name, int imageSizePx, int classes) {
        return named(name).spec(new ResNetSpec.Input(imageSizePx, classes));
    }

    /** What people call a network: the title of its variant, and whether anything of that was changed. */
    public static String title(ResNetSpec spec) {
        return find(spec.variant())
                .map(v -> spec.equals(v.spec(spec.input())) ? v.title() : v.title() + " (changed)")
                .orElse(spec.variant());
    }

    /** A network with another kind of block; CIFAR networks keep their depth, and so get other numbers of blocks. */
    public static ResNetSpec withBlock(ResNetSpec spec, BlockKind block) {
        Body body = spec.body().withBlock(block);
        Matcher depth = CIFAR_NAME.matcher(spec.variant());
        boolean cifar = named(spec.variant()).origin() == Origin.CIFAR && depth.matches();
        return spec.withBody(cifar ? body.withStages(cifarStages(Integer.parseInt(depth.group(1)), block)) : body);
    }

    /**
     * The stages of a CIFAR network (He et al. 2015 §4.2): three of 16, 32 and 64 channels.
     *
     * @param depth 6 n + 2 with basic blocks, 9 n + 2 with bottlenecks, for n blocks in each stage
     * @throws IllegalArgumentException if there is no such network; the message names the nearest right depths
     */
    public static List<Stage> cifarStages(int depth, BlockKind block) {
        int step = stepOf(block);
        if (!isCifarDepth(depth, block)) {
            int below = Math.max(1, Math.min(depth - 2, DEEPEST - 2) / step);
            throw new InvalidValueException(Sentence.of(
                    block == BlockKind.BASIC ? "problem.network.cifar-basic" : "problem.network.cifar-bottleneck",
                    step,
                    depth,
                    below * step + 2,
                    (below + 1) * step + 2));
        }
        int blocks = (depth - 2) / step;
        return List.of(new Stage(blocks, 16, 1), new Stage(blocks, 32, 2), new Stage(blocks, 64, 2));
    }

    private static int stepOf(BlockKind block) {
        return block == BlockKind.BASIC ? 6 : 9;
    }

    private static void add(Variant variant) {
        ALL.put(variant.name(), variant);
    }

    private static Variant mini() {
        List<Stage> stages =
                List.of(new Stage(1, 32, 1), new Stage(2, 64, 2), new Stage(2, 128, 2), new Stage(1, 256, 2));
        Body body = new Body(BlockKind.BASIC, stages, Shortcut.B, Body.Downsampling.FIRST_1X1, BlockDetails.STANDARD);
        Blueprint blueprint = new Blueprint(
                new Stem(Stem.Kind.MINI, 32), body, LayerSettings.KERAS_SAME, Head.PLAIN.withHiddenUnits(10), true);
        return new Variant(
                "mini",
                "Mini-ResNet",
                "TensorFlow mini-ResNet tutorial",
                Origin.TUTORIAL,
                new ResNetSpec.Input(224, 2),
                blueprint);
    }

    /** The next right depth below or above. */
    private static int nearest(int depth, int direction) {
        int last = Math.max(8, Math.min(depth, DEEPEST));
        while (find("resnet" + last).isEmpty()) {
            last += direction;
        }
        return last;
    }

    private static Variant cifar(int depth, BlockKind block) {
        boolean basic = block == BlockKind.BASIC;
        Body body = new Body(
                block,
                cifarStages(depth, block),
                basic ? Shortcut.A : Shortcut.B,
                Body.Downsampling.FIRST_1X1,
                BlockDetails.STANDARD);
        Blueprint blueprint =
                new Blueprint(new Stem(Stem.Kind.CIFAR, 16), body, LayerSettings.TORCHVISION, Head.PLAIN, false);
        return new Variant(
                "resnet" + depth,
                "ResNet-" + depth + " (CIFAR)",
                basic ? "He et al. 2015 §4.2" : "He et al. 2016, CIFAR with bottlenecks",
                Origin.CIFAR,
                CIFAR_10,
                blueprint);
    }

    private static Variant torchvision(Depth depth) {
        Blueprint blueprint = new Blueprint(
                new Stem(Stem.Kind.IMAGENET, 64),
                depth.body(Body.Downsampling.MIDDLE_3X3, 0),
                LayerSettings.TORCHVISION,
                Head.PLAIN,
                false);
        return new Variant(
                "resnet" + depth.layers,
                "ResNet-" + depth.layers,
                "He et al. 2015, table 1; torchvision",
                Origin.TORCHVISION,
                IMAGENET,
                blueprint);
    }

    /** torchvision's networks whose bottlenecks have groups, or more channels than their stage. */
    private static Variant inGroups(String name, String title, Depth depth, int groups, int groupWidth) {
        Blueprint blueprint = torchvision(depth).blueprint();
        Body body = blueprint.body().withDetails(BlockDetails.STANDARD.withGroups(groups, groupWidth));
        return new Variant(
                name,
                title,
                groups > 1 ? "Xie et al. 2017; torchvision" : "Zagoruyko and Komodakis 2016; torchvision",
                Origin.TORCHVISION,
                IMAGENET,
                new Blueprint(blueprint.stem(), body, blueprint.layers(), blueprint.head(), false));
    }

    private static Variant timm(Depth depth, TimmFamily family) {
        Blueprint blueprint = new Blueprint(
                new Stem(family.stem(), 64),
                depth.body(Body.Downsampling.MIDDLE_3X3, 0).withDetails(family.details()),
                LayerSettings.TORCHVISION,
                Head.PLAIN,
                false);
        return new Variant(
                String.format(Locale.ROOT, family.name(), depth.layers),
                String.format(Locale.ROOT, family.title(), depth.layers),
                family.source(),
                Origin.TIMM,
                IMAGENET,
                blueprint);
    }

    private static Variant keras(Depth depth) {
        Blueprint blueprint = new Blueprint(
                new Stem(Stem.Kind.IMAGENET, 64),
                depth.body(Body.Downsampling.FIRST_1X1, 0),
                LayerSettings.KERAS,
                Head.PLAIN,
                false);
        return new Variant(
                "keras-resnet" + depth.layers,
                "ResNet-" + depth.layers + " (Keras)",
                "Keras applications",
                Origin.KERAS,
                IMAGENET,
                blueprint);
    }

    /** Slim's stages: the last block of every stage but the fourth halves height and width. */
    private static Variant zeroFill(Depth depth) {
        BlockDetails details = BlockDetails.STANDARD
                .withDownsamplingBlock(BlockDetails.DownsamplingBlock.LAST)
                .withZeroPadding(BlockDetails.ZeroPadding.BOTH_SIDES);
        Body body = depth.body(Body.Downsampling.MIDDLE_3X3, 3)
                .withShortcut(Shortcut.A)
                .withDetails(details);
        Blueprint blueprint =
                new Blueprint(new Stem(Stem.Kind.IMAGENET, 64), body, LayerSettings.SLIM, Head.PLAIN, false);
        return new Variant(
                "zerofill-" + depth.layers,
                "ResNet-" + depth.layers + " (zero-fill)",
                "TensorFlow 1 tutorial, slim's order",
                Origin.TENSORFLOW_1,
                IMAGENET,
                blueprint);
    }
}
