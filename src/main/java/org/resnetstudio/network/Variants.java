package org.resnetstudio.network;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The networks that can be picked by name, each with the source that it reproduces. */
public final class Variants {
    /**
     * One row of the table.
     *
     * @param name as typed on the command line
     * @param title as shown to people
     * @param source paper or library that it reproduces
     * @param defaultImageSizePx picture size of the source
     * @param blueprint everything of its spec except image size and classes
     */
    public record Variant(String name, String title, String source, int defaultImageSizePx, Blueprint blueprint) {}

    /** Stem, body, layer settings and hidden units of the head; sigmoid output for two classes where {@code sigmoidForTwo}. */
    record Blueprint(Stem stem, Body body, LayerSettings layers, int hiddenUnits, boolean sigmoidForTwo) {}

    private static final Map<String, Variant> ALL = new LinkedHashMap<>();

    static {
        add(mini());
        for (int depth : new int[] {20, 32, 44, 56, 110}) {
            add(cifar(depth));
        }
        add(imageNet(18, BlockKind.BASIC, 2, 2, 2, 2));
        add(imageNet(34, BlockKind.BASIC, 3, 4, 6, 3));
        add(imageNet(50, BlockKind.BOTTLENECK, 3, 4, 6, 3));
        add(imageNet(101, BlockKind.BOTTLENECK, 3, 4, 23, 3));
        add(imageNet(152, BlockKind.BOTTLENECK, 3, 8, 36, 3));
    }

    private Variants() {}

    /** All variants, smallest family first. */
    public static List<Variant> all() {
        return Collections.unmodifiableList(new ArrayList<>(ALL.values()));
    }

    /**
     * The variant of that name; case, spaces, {@code -} and {@code _} do not matter.
     *
     * @throws IllegalArgumentException if there is none; the message lists the names
     */
    public static Variant named(String name) {
        Variant variant = ALL.get(name.toLowerCase(Locale.ROOT).replaceAll("[-_\\s]", ""));
        if (variant == null) {
            throw new IllegalArgumentException("There is no variant named \"" + name + "\"; choose one of "
                    + String.join(", ", ALL.keySet()) + ".");
        }
        return variant;
    }

    /**
     * The spec of a named variant.
     *
     * @param imageSizePx width and height of the pictures, 8 to 2048
     * @param classes 2 or more
     * @throws IllegalArgumentException if there is no such variant, or a number is out of its range
     */
    public static ResNetSpec spec(String name, int imageSizePx, int classes) {
        Variant variant = named(name);
        Blueprint b = variant.blueprint();
        boolean sigmoid = b.sigmoidForTwo() && classes == 2;
        Head head = new Head(b.hiddenUnits(), sigmoid ? Head.Output.SIGMOID : Head.Output.SOFTMAX);
        return new ResNetSpec(
                variant.name(), new ResNetSpec.Input(imageSizePx, classes), b.stem(), b.body(), b.layers(), head);
    }

    private static void add(Variant variant) {
        ALL.put(variant.name(), variant);
    }

    private static Variant mini() {
        List<Stage> stages =
                List.of(new Stage(1, 32, 1), new Stage(2, 64, 2), new Stage(2, 128, 2), new Stage(1, 256, 2));
        Body body = new Body(BlockKind.BASIC, stages, Shortcut.B, Body.Downsampling.FIRST_1X1);
        Blueprint blueprint = new Blueprint(new Stem(Stem.Kind.MINI, 32), body, LayerSettings.KERAS, 10, true);
        return new Variant("mini", "Mini-ResNet", "TensorFlow mini-ResNet tutorial", 224, blueprint);
    }

    private static Variant cifar(int depth) {
        int blocks = (depth - 2) / 6;
        List<Stage> stages = List.of(new Stage(blocks, 16, 1), new Stage(blocks, 32, 2), new Stage(blocks, 64, 2));
        Body body = new Body(BlockKind.BASIC, stages, Shortcut.A, Body.Downsampling.FIRST_1X1);
        Blueprint blueprint = new Blueprint(new Stem(Stem.Kind.CIFAR, 16), body, LayerSettings.TORCHVISION, 0, false);
        return new Variant("resnet" + depth, "ResNet-" + depth + " (CIFAR)", "He et al. 2015 §4.2", 32, blueprint);
    }

    private static Variant imageNet(int depth, BlockKind block, int... blocks) {
        List<Stage> stages = new ArrayList<>();
        for (int s = 0; s < blocks.length; s++) {
            stages.add(new Stage(blocks[s], 64 << s, s == 0 ? 1 : 2));
        }
        Body body = new Body(block, stages, Shortcut.B, Body.Downsampling.MIDDLE_3X3);
        Blueprint blueprint =
                new Blueprint(new Stem(Stem.Kind.IMAGENET, 64), body, LayerSettings.TORCHVISION, 0, false);
        return new Variant("resnet" + depth, "ResNet-" + depth, "He et al. 2015, table 1; torchvision", 224, blueprint);
    }
}
