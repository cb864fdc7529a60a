package org.resnetstudio.network;

import java.util.List;
import org.resnetstudio.network.BlockDetails.DownsamplingBlock;
import org.resnetstudio.network.BlockDetails.Order;
import org.resnetstudio.network.Node.Path;
import org.resnetstudio.network.Node.Position;
import org.resnetstudio.problem.InvalidValueException;
import org.resnetstudio.problem.Sentence;

/** Writes the nodes of one spec, front to back. Used once. */
final class GraphBuilder {
    private final ResNetSpec spec;
    private final BlockDetails details;
    private final LayerList layers;

    GraphBuilder(ResNetSpec spec) {
        this.spec = spec;
        this.details = spec.body().details();
        this.layers = new LayerList(spec.layers());
    }

    NetworkGraph build() {
        int size = spec.input().imageSizePx();
        Node last = layers.add("images", new Operation.Input(), new Shape(3, size, size));
        last = stem(last);
        List<Stage> stages = spec.stages();
        for (int s = 0; s < stages.size(); s++) {
            Stage stage = stages.get(s);
            int downsampling = details.downsamplingBlock() == DownsamplingBlock.FIRST ? 0 : stage.blocks() - 1;
            for (int b = 0; b < stage.blocks(); b++) {
                layers.moveTo(new Position(s + 1, b, Path.MAIN));
                last = block("layer" + (s + 1) + "." + b, last, stage, b == downsampling ? stage.stride() : 1);
            }
        }
        layers.moveTo(new Position(stages.size() + 1, -1, Path.MAIN));
        head(preActivation() ? norm("norm", "norm.relu", last) : last);
        return new NetworkGraph(spec, layers.nodes());
    }

    private boolean preActivation() {
        return details.order() == Order.PRE_ACTIVATION;
    }

    private Node stem(Node images) {
        int channels = spec.stem().channels();
        Node last =
                switch (spec.stem().kind()) {
                    case IMAGENET -> layers.convolution("conv1", images, channels, 7, 2);
                    case CIFAR -> layers.convolution("conv1", images, channels, 3, 1);
                    case MINI -> layers.convolution("conv1", images, channels, 3, 2);
                    case DEEP -> threeConvolutions(images, channels);
                };
        if (!preActivation()) {
            last = norm("bn1", "relu", last);
        }
        boolean pooled = spec.stem().kind() == Stem.Kind.IMAGENET || spec.stem().kind() == Stem.Kind.DEEP;
        return pooled ? layers.maxPool("maxpool", last, 3, 2) : last;
    }

    /** Under timm's names, where the convolutions and what stands between them are a sequence named {@code conv1}. */
    private Node threeConvolutions(Node images, int channels) {
        Node last = norm("conv1.1", "conv1.2", layers.convolution("conv1.0", images, channels / 2, 3, 2));
        last = norm("conv1.4", "conv1.5", layers.convolution("conv1.3", last, channels / 2, 3, 1));
        return layers.convolution("conv1.6", last, channels, 3, 1);
    }

    private Node norm(String name, String relu, Node input) {
        return layers.relu(relu, layers.batchNorm(name, input));
    }

    private Node block(String name, Node input, Stage stage, int stride) {
        int channels = stage.channels() * spec.body().block().expansion();
        Node before = preActivation() ? norm(name + ".bn1", name + ".relu1", input) : input;
        Node body = spec.body().block() == BlockKind.BASIC
                ? basic(name, before, stage.channels(), stride)
                : bottleneck(name, before, stage.channels(), stride);
        if (!preActivation()) {
            body = layers.batchNorm(name + ".bn" + (spec.body().block() == BlockKind.BASIC ? 2 : 3), body);
        }
        body = details.squeezeRatio() > 0 ? squeezeAndExcite(name + ".se", body) : body;
        Node shortcut = shortcut(name, input, before, channels, stride);
        Node sum = layers.add(name + ".add", new Operation.Add(), body.output(), body, shortcut);
        return preActivation() ? sum : layers.relu(name + ".relu", sum);
    }

    /** From the first convolution to the last one. */
    private Node basic(String name, Node input, int channels, int stride) {
        if (details.hasOwnWidth()) {
            throw new InvalidValueException(Sentence.of("problem.network.basic-groups"));
        }
        Node last = layers.convolution(name + ".conv1", input, channels, 3, stride);
        return layers.convolution(name + ".conv2", between(name, 1, last), channels, 3, 1);
    }

    /** From the first convolution to the last one. */
    private Node bottleneck(String name, Node input, int channels, int stride) {
        boolean early = spec.body().downsampling() == Body.Downsampling.FIRST_1X1;
        int width = details.bottleneckWidth(channels);
        if (width < 1) {
            throw new InvalidValueException(
                    Sentence.of("problem.network.narrow-groups", details.groupWidth(), channels));
        }
        Node last = layers.convolution(name + ".conv1", input, width, 1, early ? stride : 1);
        last = layers.convolution(
                name + ".conv2",
                between(name, 1, last),
                width,
                3,
                early ? 1 : stride,
                convolution -> convolution.inGroups(details.groups()));
        return layers.convolution(
                name + ".conv3", between(name, 2, last), channels * BlockKind.BOTTLENECK.expansion(), 1, 1);
    }

    /** Batch norm and ReLU behind a block's convolution of that number, and before the next. */
    private Node between(String name, int convolution, Node last) {
        int number = preActivation() ? convolution + 1 : convolution;
        return norm(name + ".bn" + number, name + ".relu" + number, last);
    }

    /** Hu et al. 2018 §3, under timm's names: weighs the channels of a block by what all of them show on average. */
    private Node squeezeAndExcite(String name, Node body) {
        int channels = body.output().channels();
        Position main = layers.place();
        layers.moveTo(main.on(Path.SQUEEZE));
        Node mean = layers.add(name + ".mean", new Operation.ChannelMean(), Shape.vector(channels), body);
        Node few = layers.relu(name + ".relu", layers.channelLayer(name + ".fc1", mean, details.squeezed(channels)));
        Node weights = layers.channelLayer(name + ".fc2", few, channels);
        layers.moveTo(main);
        return layers.add(name + ".gate", new Operation.ChannelGate(), body.output(), body, weights);
    }

    /**
     * The way around a block.
     *
     * @param input of the block
     * @param activated what the block's first convolution reads
     */
    private Node shortcut(String name, Node input, Node activated, int channels, int stride) {
        boolean sameShape = stride == 1 && input.output().channels() == channels;
        Shortcut kind = spec.body().shortcut();
        if (sameShape && kind != Shortcut.C) {
            return input;
        }
        Position main = layers.place();
        layers.moveTo(main.on(Path.SHORTCUT));
        Node last = kind == Shortcut.A
                ? zeroPad(name, activated, channels, stride)
                : projection(name + ".downsample.", activated, channels, stride);
        layers.moveTo(main);
        return last;
    }

    private Node zeroPad(String name, Node input, int channels, int stride) {
        int missing = channels - input.output().channels();
        if (missing < 0) {
            throw new InvalidValueException(
                    Sentence.of("problem.network.shortcut-a", input.output().channels(), channels));
        }
        int before = details.zeroPadding() == BlockDetails.ZeroPadding.BOTH_SIDES ? missing / 2 : 0;
        return layers.zeroPad(name + ".shortcut", input, channels, before, stride);
    }

    /** Under torchvision's names; with average pooling, which takes the first number of the sequence, under timm's. */
    private Node projection(String prefix, Node input, int channels, int stride) {
        boolean pooling = details.projection() == BlockDetails.Projection.AVERAGE_POOL;
        Node pooled = pooling && stride > 1 ? layers.averagePool(prefix + "0", input, stride) : input;
        int number = pooling ? 1 : 0;
        Node last = layers.convolution(prefix + number, pooled, channels, 1, pooling ? 1 : stride);
        return preActivation() ? last : layers.batchNorm(prefix + (number + 1), last);
    }

    private void head(Node features) {
        Node last = vector(features);
        Head head = spec.head();
        if (head.hiddenUnits() > 0) {
            last = layers.relu("hidden.relu", layers.dense("hidden", last, head.hiddenUnits()));
        }
        if (head.dropout() > 0) {
            last = layers.add("dropout", new Operation.Dropout(head.dropout()), last.output(), last);
        }
        last = layers.dense("fc", last, spec.outputs());
        if (head.output() == Head.Output.SIGMOID) {
            layers.add("sigmoid", new Operation.Sigmoid(), last.output(), last);
        } else {
            layers.add("softmax", new Operation.Softmax(), last.output(), last);
        }
    }

    private Node vector(Node features) {
        Shape map = features.output();
        return switch (spec.head().pooling()) {
            case AVERAGE ->
                layers.add("avgpool", new Operation.GlobalAveragePool(), Shape.vector(map.channels()), features);
            case MAX ->
                layers.add("globalmaxpool", new Operation.GlobalMaxPool(), Shape.vector(map.channels()), features);
            case NONE -> {
                if (map.elements() > 1 << 24) {
                    throw new InvalidValueException(Sentence.of("problem.network.no-pooling", map.elements()));
                }
                yield layers.add("flatten", new Operation.Flatten(), Shape.vector((int) map.elements()), features);
            }
        };
    }
}
