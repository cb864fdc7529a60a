package org.resnetstudio.export;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import onnx.Onnx;
import org.resnetstudio.image.Normalization;
import org.resnetstudio.network.NetworkGraph;
import org.resnetstudio.network.Node;
import org.resnetstudio.network.Operation;
import org.resnetstudio.network.Operation.Padding;
import org.resnetstudio.network.Shape;
import org.resnetstudio.network.TensorSpec;

/**
 * Turns the layers of a network into the nodes of an ONNX graph (operator set 17). Node and tensor names are the network's, but for
 * the input {@code images} and the outputs {@code probabilities} and {@code features}. The network's own tensors are only named;
 * {@link OnnxWriter} appends their values. Used once.
 */
final class OnnxNodes {
    static final String IMAGES = "images";
    static final String PROBABILITIES = "probabilities";
    static final String FEATURES = "features";

    private final NetworkGraph network;
    private final List<Node> layers;
    private final Map<String, String> resultOf = new LinkedHashMap<>();
    private final Onnx.GraphProto.Builder graph = Onnx.GraphProto.newBuilder();

    /**
     * For a network.
     *
     * @param layers its layers as they are exported, under the same names
     */
    OnnxNodes(NetworkGraph network, List<Node> layers) {
        this.network = network;
        this.layers = layers;
    }

    Onnx.GraphProto.Builder build(Normalization normalization) {
        Shape input = network.input().output();
        graph.setName(network.spec().variant());
        graph.addInput(value(IMAGES, input, false));
        layers.forEach(node -> resultOf.put(node.name(), node.name()));
        resultOf.put(network.features().name(), FEATURES);
        resultOf.put(network.output().name(), PROBABILITIES);
        resultOf.put(network.input().name(), normalize(normalization));
        boolean vector = false;
        for (Node node : layers) {
            add(node);
            vector |= node.equals(network.toVector());
            String result = resultOf.get(node.name());
            if (!List.of(IMAGES, FEATURES, PROBABILITIES).contains(result)) {
                graph.addValueInfo(value(result, node.output(), vector));
            }
        }
        int classes = network.spec().input().classes();
        graph.addOutput(value(PROBABILITIES, Shape.vector(classes), true));
        graph.addOutput(value(FEATURES, network.features().output(), false));
        return graph;
    }

    /** {@code (images - mean) / standardDeviation} in RGB, then the order of planes that the network wants. */
    private String normalize(Normalization normalization) {
        String last = IMAGES;
        if (!normalization.mean().equals(Normalization.NONE.mean())
                || !normalization.standardDeviation().equals(Normalization.NONE.standardDeviation())) {
            constant("mean", List.of(1L, 3L, 1L, 1L), normalization.mean());
            constant("standard_deviation", List.of(1L, 3L, 1L, 1L), normalization.standardDeviation());
            node("Sub", "images.centred", last, "mean");
            node("Div", "images.normalized", "images.centred", "standard_deviation");
            last = "images.normalized";
        }
        if (normalization.bgr()) {
            constant("bgr", 2, 1, 0);
            node("Gather", "images.bgr", last, "bgr").addAttribute(integer("axis", 1));
            last = "images.bgr";
        }
        return last;
    }

    private void add(Node node) {
        Operation operation = node.operation();
        String name = resultOf.get(node.name());
        String input = node.inputs().isEmpty() ? "" : resultOf.get(node.inputs().get(0));
        if (operation instanceof Operation.Convolution c) {
            Onnx.NodeProto.Builder convolution = layer("Conv", node)
                    .addAttribute(integers("kernel_shape", c.kernel(), c.kernel()))
                    .addAttribute(integers("strides", c.stride(), c.stride()))
                    .addAttribute(pads(c.padding()));
            if (c.groups() > 1) {
                convolution.addAttribute(integer("group", c.groups()));
            }
        } else if (operation instanceof Operation.BatchNorm b) {
            layer("BatchNormalization", node)
                    .addAttribute(real("epsilon", b.epsilon()))
                    .addAttribute(real("momentum", b.momentum()));
        } else if (operation instanceof Operation.Relu) {
            node("Relu", name, input);
        } else if (operation instanceof Operation.Add) {
            node("Add", name, input, resultOf.get(node.inputs().get(1)));
        } else if (operation instanceof Operation.MaxPool p) {
            node("MaxPool", name, input)
                    .addAttribute(integers("kernel_shape", p.kernel(), p.kernel()))
                    .addAttribute(integers("strides", p.stride(), p.stride()))
                    .addAttribute(pads(p.padding()));
        } else if (operation instanceof Operation.AveragePool p) {
            node("AveragePool", name, input)
                    .addAttribute(integers("kernel_shape", p.kernel(), p.kernel()))
                    .addAttribute(integers("strides", p.stride(), p.stride()))
                    .addAttribute(pads(p.padding()))
                    .addAttribute(integer("count_include_pad", 0));
        } else if (operation instanceof Operation.ZeroPadShortcut z) {
            zeroPad(name, input, z);
        } else if (operation instanceof Operation.ChannelMean) {
            node("GlobalAveragePool", name, input);
        } else if (operation instanceof Operation.ChannelGate) {
            node("Sigmoid", name + ".share", resultOf.get(node.inputs().get(1)));
            node("Mul", name, input, name + ".share");
        } else if (operation instanceof Operation.GlobalAveragePool) {
            node("GlobalAveragePool", name + ".map", input);
            node("Flatten", name, name + ".map").addAttribute(integer("axis", 1));
        } else if (operation instanceof Operation.GlobalMaxPool) {
            node("GlobalMaxPool", name + ".map", input);
            node("Flatten", name, name + ".map").addAttribute(integer("axis", 1));
        } else if (operation instanceof Operation.Flatten) {
            node("Flatten", name, input).addAttribute(integer("axis", 1));
        } else if (operation instanceof Operation.Dense) {
            layer("Gemm", node).addAttribute(integer("transB", 1));
        } else if (operation instanceof Operation.Softmax) {
            node("Softmax", name, input).addAttribute(integer("axis", 1));
        } else if (operation instanceof Operation.Sigmoid) {
            sigmoid(name, input);
        } else if (!(operation instanceof Operation.Input)) {
            throw new IllegalStateException("There is no ONNX operator for " + operation + ".");
        }
    }

    private void zeroPad(String name, String input, Operation.ZeroPadShortcut shortcut) {
        String sampled = input;
        if (shortcut.stride() > 1) {
            sampled = name + ".sampled";
            constant(name + ".starts", 0, 0);
            constant(name + ".ends", Long.MAX_VALUE, Long.MAX_VALUE);
            constant(name + ".axes", 2, 3);
            constant(name + ".steps", shortcut.stride(), shortcut.stride());
            node("Slice", sampled, input, name + ".starts", name + ".ends", name + ".axes", name + ".steps");
        }
        constant(name + ".pads", 0, shortcut.channelsBefore(), 0, 0, 0, shortcut.channelsBehind(), 0, 0);
        node("Pad", name, sampled, name + ".pads");
    }

    /** One sigmoid output becomes two columns: first class, second class. */
    private void sigmoid(String name, String input) {
        constant("one", List.of(1L), List.of(1f));
        node("Sigmoid", "second", input);
        node("Sub", "first", "one", "second");
        node("Concat", name, "first", "second").addAttribute(integer("axis", 1));
    }

    /** A node that reads its first input and then its own tensors, in the order that ONNX and the network share. */
    private Onnx.NodeProto.Builder layer(String type, Node node) {
        Onnx.NodeProto.Builder builder =
                node(type, resultOf.get(node.name()), resultOf.get(node.inputs().get(0)));
        for (TensorSpec tensor : node.tensors()) {
            builder.addInput(tensor.name());
        }
        return builder;
    }

    private Onnx.NodeProto.Builder node(String type, String result, String... inputs) {
        return graph.addNodeBuilder()
                .setOpType(type)
                .setName(result)
                .addAllInput(List.of(inputs))
                .addOutput(result);
    }

    private void constant(String name, long... values) {
        Onnx.TensorProto.Builder tensor = graph.addInitializerBuilder()
                .setName(name)
                .setDataType(Onnx.TensorProto.DataType.INT64_VALUE)
                .addDims(values.length);
        for (long value : values) {
            tensor.addInt64Data(value);
        }
    }

    private void constant(String name, List<Long> shape, List<Float> values) {
        graph.addInitializerBuilder()
                .setName(name)
                .setDataType(Onnx.TensorProto.DataType.FLOAT_VALUE)
                .addAllDims(shape)
                .addAllFloatData(values);
    }

    private static Onnx.AttributeProto integer(String name, long value) {
        return attribute(name, Onnx.AttributeProto.AttributeType.INT)
                .setI(value)
                .build();
    }

    private static Onnx.AttributeProto integers(String name, long... values) {
        Onnx.AttributeProto.Builder builder = attribute(name, Onnx.AttributeProto.AttributeType.INTS);
        for (long value : values) {
            builder.addInts(value);
        }
        return builder.build();
    }

    private static Onnx.AttributeProto real(String name, double value) {
        return attribute(name, Onnx.AttributeProto.AttributeType.FLOAT)
                .setF((float) value)
                .build();
    }

    private static Onnx.AttributeProto.Builder attribute(String name, Onnx.AttributeProto.AttributeType type) {
        return Onnx.AttributeProto.newBuilder().setName(name).setType(type);
    }

    private static Onnx.AttributeProto pads(Padding padding) {
        return integers("pads", padding.before(), padding.before(), padding.after(), padding.after());
    }

    /** A float32 tensor with a free batch size: {@code [batch, channels, height, width]}, or {@code [batch, size]} for a vector. */
    private static Onnx.ValueInfoProto value(String name, Shape shape, boolean vector) {
        Onnx.ValueInfoProto.Builder value = Onnx.ValueInfoProto.newBuilder().setName(name);
        Onnx.TypeProto.Tensor.Builder tensor =
                value.getTypeBuilder().getTensorTypeBuilder().setElemType(Onnx.TensorProto.DataType.FLOAT_VALUE);
        Onnx.TensorShapeProto.Builder dimensions = tensor.getShapeBuilder();
        dimensions.addDimBuilder().setDimParam("batch");
        dimensions.addDimBuilder().setDimValue(shape.channels());
        if (!vector) {
            dimensions.addDimBuilder().setDimValue(shape.height());
            dimensions.addDimBuilder().setDimValue(shape.width());
        }
        return value.build();
    }
}
