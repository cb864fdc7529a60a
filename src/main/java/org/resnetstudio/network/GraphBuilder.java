package org.resnetstudio.network;

import java.util.ArrayList;
import java.util.List;
import org.resnetstudio.network.Node.Place;
import org.resnetstudio.network.Operation.Padding;

/** Writes the nodes of one spec, front to back. Used once. */
final class GraphBuilder {
    private final ResNetSpec spec;
    private final List<Node> nodes = new ArrayList<>();
    private Place place = new Place(0, -1, false);

    GraphBuilder(ResNetSpec spec) {
        this.spec = spec;
    }

    NetworkGraph build() {
        int size = spec.input().imageSizePx();
        Node last = add("images", new Operation.Input(), new Shape(3, size, size));
        last = stem(last);
        List<Stage> stages = spec.stages();
        for (int s = 0; s < stages.size(); s++) {
            for (int b = 0; b < stages.get(s).blocks(); b++) {
                place = new Place(s + 1, b, false);
                last = block("layer" + (s + 1) + "." + b, last, stages.get(s), b == 0);
            }
        }
        place = new Place(stages.size() + 1, -1, false);
        head(last);
        return new NetworkGraph(spec, nodes);
    }

    private Node stem(Node images) {
        int channels = spec.stem().channels();
        int kernel = spec.stem().kind() == Stem.Kind.IMAGENET ? 7 : 3;
        int stride = spec.stem().kind() == Stem.Kind.CIFAR ? 1 : 2;
        Node last = convolution("conv1", images, channels, kernel, stride);
        last = relu("relu", batchNorm("bn1", last));
        if (spec.stem().kind() != Stem.Kind.IMAGENET) {
            return last;
        }
        Padding padding = padding(last.output().height(), 3, 2);
        return add("maxpool", new Operation.MaxPool(3, 2, padding), window(last, channels, 3, 2, padding), last);
    }

    private Node block(String name, Node input, Stage stage, boolean first) {
        int stride = first ? stage.stride() : 1;
        int outputChannels = stage.channels() * spec.body().block().expansion();
        Node body = spec.body().block() == BlockKind.BASIC
                ? basic(name, input, stage.channels(), stride)
                : bottleneck(name, input, stage.channels(), stride);
        Node shortcut = shortcut(name, input, outputChannels, stride);
        return relu(name + ".relu", add(name + ".add", new Operation.Add(), body.output(), body, shortcut));
    }

    private Node basic(String name, Node input, int channels, int stride) {
        Node last = convolution(name + ".conv1", input, channels, 3, stride);
        last = relu(name + ".relu1", batchNorm(name + ".bn1", last));
        last = convolution(name + ".conv2", last, channels, 3, 1);
        return batchNorm(name + ".bn2", last);
    }

    private Node bottleneck(String name, Node input, int channels, int stride) {
        boolean early = spec.body().downsampling() == Body.Downsampling.FIRST_1X1;
        Node last = convolution(name + ".conv1", input, channels, 1, early ? stride : 1);
        last = relu(name + ".relu1", batchNorm(name + ".bn1", last));
        last = convolution(name + ".conv2", last, channels, 3, early ? 1 : stride);
        last = relu(name + ".relu2", batchNorm(name + ".bn2", last));
        last = convolution(name + ".conv3", last, channels * BlockKind.BOTTLENECK.expansion(), 1, 1);
        return batchNorm(name + ".bn3", last);
    }

    private Node shortcut(String name, Node input, int channels, int stride) {
        boolean sameShape = stride == 1 && input.output().channels() == channels;
        Shortcut kind = spec.body().shortcut();
        if (sameShape && kind != Shortcut.C) {
            return input;
        }
        Place main = place;
        place = new Place(main.stage(), main.block(), true);
        Node last;
        if (kind == Shortcut.A) {
            int inputChannels = input.output().channels();
            if (inputChannels > channels) {
                throw new IllegalArgumentException("Shortcut A cannot go from " + inputChannels + " to " + channels
                        + " channels: use shortcut B, or let no stage be narrower than the one before.");
            }
            Operation pad = new Operation.ZeroPadShortcut(inputChannels, channels, stride);
            last = add(name + ".shortcut", pad, window(input, channels, 1, stride, Padding.NONE), input);
        } else {
            last = batchNorm(name + ".downsample.1", convolution(name + ".downsample.0", input, channels, 1, stride));
        }
        place = main;
        return last;
    }

    private void head(Node features) {
        int channels = features.output().channels();
        Node last = add("avgpool", new Operation.GlobalAveragePool(), Shape.vector(channels), features);
        int hidden = spec.head().hiddenUnits();
        if (hidden > 0) {
            last = relu("hidden.relu", dense("hidden", last, hidden));
        }
        last = dense("fc", last, spec.outputs());
        if (spec.head().output() == Head.Output.SIGMOID) {
            add("sigmoid", new Operation.Sigmoid(), last.output(), last);
        } else {
            add("softmax", new Operation.Softmax(), last.output(), last);
        }
    }

    private Node convolution(String name, Node input, int channels, int kernel, int stride) {
        Padding padding = padding(input.output().height(), kernel, stride);
        Operation operation = new Operation.Convolution(
                input.output().channels(),
                channels,
                kernel,
                stride,
                padding,
                spec.layers().convolutionBias());
        return add(name, operation, window(input, channels, kernel, stride, padding), input);
    }

    private Padding padding(int size, int kernel, int stride) {
        return spec.layers().samePadding() ? Padding.same(size, kernel, stride) : Padding.symmetric(kernel);
    }

    private static Shape window(Node input, int channels, int kernel, int stride, Padding padding) {
        return new Shape(
                channels,
                padding.outputSize(input.output().height(), kernel, stride),
                padding.outputSize(input.output().width(), kernel, stride));
    }

    private Node batchNorm(String name, Node input) {
        LayerSettings layers = spec.layers();
        Operation operation = new Operation.BatchNorm(
                input.output().channels(), layers.batchNormEpsilon(), layers.batchNormMomentum());
        return add(name, operation, input.output(), input);
    }

    private Node relu(String name, Node input) {
        return add(name, new Operation.Relu(), input.output(), input);
    }

    private Node dense(String name, Node input, int outputs) {
        int inputs = input.output().channels();
        return add(name, new Operation.Dense(inputs, outputs), Shape.vector(outputs), input);
    }

    private Node add(String name, Operation operation, Shape output, Node... inputs) {
        List<String> names = List.of(inputs).stream().map(Node::name).toList();
        Node node = new Node(name, operation, names, output, place);
        nodes.add(node);
        return node;
    }
}
