package org.resnetstudio.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.resnetstudio.network.Node.Position;
import org.resnetstudio.network.Operation.Padding;
import org.resnetstudio.problem.InvalidValueException;
import org.resnetstudio.problem.Sentence;

/** The layers of a network under construction, front to back: finds the shape that each one puts out. */
final class LayerList {
    /** As float32 it takes 2 GB, which is what an ONNX file can hold. */
    private static final long LARGEST_TENSOR = 500_000_000;

    private final LayerSettings settings;
    private final List<Node> nodes = new ArrayList<>();
    private Position place = new Position(0, -1, Node.Path.MAIN);

    LayerList(LayerSettings settings) {
        this.settings = settings;
    }

    List<Node> nodes() {
        return nodes;
    }

    /** Where the layers that are added from now on stand. */
    void moveTo(Position next) {
        place = next;
    }

    Position place() {
        return place;
    }

    Node convolution(String name, Node input, int channels, int kernel, int stride) {
        return convolution(name, input, channels, kernel, stride, UnaryOperator.identity());
    }

    /** @param form makes the convolution of a plain one, which has the padding and the bias of this network */
    Node convolution(
            String name, Node input, int channels, int kernel, int stride, UnaryOperator<Operation.Convolution> form) {
        Padding padding = padding(input.output().height(), kernel, stride);
        Operation operation = form.apply(new Operation.Convolution(
                input.output().channels(), channels, kernel, stride, padding, settings.convolutionBias()));
        return add(name, operation, window(input, channels, kernel, stride, padding), input);
    }

    /** A dense layer on the channels of a map {@code [channels, 1, 1]}, which has a bias in any case. */
    Node channelLayer(String name, Node input, int channels) {
        return convolution(name, input, channels, 1, 1, Operation.Convolution::withBias);
    }

    Node batchNorm(String name, Node input) {
        Operation operation = new Operation.BatchNorm(
                input.output().channels(), settings.batchNormEpsilon(), settings.batchNormMomentum());
        return add(name, operation, input.output(), input);
    }

    Node relu(String name, Node input) {
        return add(name, new Operation.Relu(), input.output(), input);
    }

    Node maxPool(String name, Node input, int kernel, int stride) {
        Padding padding = padding(input.output().height(), kernel, stride);
        Shape output = window(input, input.output().channels(), kernel, stride, padding);
        return add(name, new Operation.MaxPool(kernel, stride, padding), output, input);
    }

    /** Average pooling that loses no row: an odd last one has windows of its own. */
    Node averagePool(String name, Node input, int size) {
        Padding padding = Padding.same(input.output().height(), size, size);
        Shape output = window(input, input.output().channels(), size, size, padding);
        return add(name, new Operation.AveragePool(size, size, padding), output, input);
    }

    Node zeroPad(String name, Node input, int channels, int channelsBefore, int stride) {
        int inputChannels = input.output().channels();
        Operation operation = new Operation.ZeroPadShortcut(inputChannels, channels, channelsBefore, stride);
        return add(name, operation, window(input, channels, 1, stride, Padding.NONE), input);
    }

    Node dense(String name, Node input, int outputs) {
        return add(name, new Operation.Dense(input.output().channels(), outputs), Shape.vector(outputs), input);
    }

    /** @throws IllegalArgumentException if the layer holds or puts out more values than arrays and files can */
    Node add(String name, Operation operation, Shape output, Node... inputs) {
        List<String> names = List.of(inputs).stream().map(Node::name).toList();
        Node node = new Node(name, operation, names, output, place);
        if (output.elements() > Integer.MAX_VALUE) {
            throw new InvalidValueException(Sentence.of(
                    "problem.network.large-output", name, grouped(output.elements()), grouped(Integer.MAX_VALUE)));
        }
        for (TensorSpec tensor : node.tensors()) {
            if (tensor.elements() > LARGEST_TENSOR) {
                throw new InvalidValueException(Sentence.of(
                        operation instanceof Operation.Dense
                                ? "problem.network.large-dense"
                                : "problem.network.large-tensor",
                        name,
                        grouped(tensor.elements()),
                        grouped(LARGEST_TENSOR)));
            }
        }
        nodes.add(node);
        return node;
    }

    private static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private Padding padding(int size, int kernel, int stride) {
        return settings.samePadding() ? Padding.same(size, kernel, stride) : Padding.symmetric(kernel);
    }

    private static Shape window(Node input, int channels, int kernel, int stride, Padding padding) {
        return new Shape(
                channels,
                padding.outputSize(input.output().height(), kernel, stride),
                padding.outputSize(input.output().width(), kernel, stride));
    }
}
