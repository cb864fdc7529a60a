package org.resnetstudio.engine.dl4j;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.PreprocessorVertex;
import org.deeplearning4j.nn.conf.graph.ScaleVertex;
import org.deeplearning4j.nn.conf.graph.SubsetVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.resnetstudio.engine.DropoutMasks;
import org.resnetstudio.network.NetworkGraph;
import org.resnetstudio.network.Node;
import org.resnetstudio.network.Operation;
import org.resnetstudio.network.Operation.Padding;
import org.resnetstudio.network.Shape;
import org.resnetstudio.problem.InvalidValueException;
import org.resnetstudio.problem.Sentence;

/**
 * Writes a network as a Deeplearning4j configuration, node by node and under the nodes' names, in NCHW layout. The last dense layer and the softmax or sigmoid behind it become one output layer under the dense layer's name.
 */
final class GraphCompiler {
    private final NetworkGraph network;
    private final ILossFunction loss;
    private final boolean fused;
    private final Optional<AtomicReference<DropoutMasks>> dropout;
    private final ComputationGraphConfiguration.GraphBuilder builder;
    /** Which vertex holds the value of a node, where it is not the one of the node's own name. */
    private final Map<String, String> aliases = new HashMap<>();
    /** The only reader of a node's value, for nodes that have just one. */
    private final Map<String, Node> onlyReader = new HashMap<>();

    /**
     * For one network.
     *
     * @param loss of the output layer
     * @param fused whether to use our own faster layers, which need the arrays in this process's memory; without, the configuration
     *     has standard layers alone
     * @param dropout where the masks of each training step will be; without, there is no dropout
     */
    GraphCompiler(
            NetworkGraph network, ILossFunction loss, boolean fused, Optional<AtomicReference<DropoutMasks>> dropout) {
        this.network = network;
        this.loss = loss;
        this.fused = fused;
        this.dropout = dropout;
        for (Node node : network.nodes()) {
            for (String input : node.inputs()) {
                onlyReader.put(input, onlyReader.containsKey(input) ? null : node);
            }
        }
        this.builder = new NeuralNetConfiguration.Builder()
                .dataType(DataType.FLOAT)
                .weightInit(WeightInit.ZERO)
                .updater(new Nesterovs(0.01, 0.9))
                .graphBuilder();
    }

    /**
     * The configuration; compiled once.
     *
     * @throws IllegalArgumentException if a layer cannot be written with Deeplearning4j's
     */
    ComputationGraphConfiguration compile() {
        for (Node node : network.nodes()) {
            if (!aliases.containsKey(node.name())) {
                add(node);
            }
        }
        if (!(network.output().operation() instanceof Operation.Softmax)
                && !(network.output().operation() instanceof Operation.Sigmoid)) {
            String last = network.output().name();
            builder.setOutputs(aliases.getOrDefault(last, last)).validateOutputLayerConfig(false);
        }
        return builder.build();
    }

    private void add(Node node) {
        Operation operation = node.operation();
        if (operation instanceof Operation.Input || operation instanceof Operation.VectorInput) {
            // no input types: every layer says its size, and Deeplearning4j's inference goes wrong behind SubsetVertex
            builder.addInputs(node.name());
        } else if (operation instanceof Operation.Convolution c) {
            builder.addLayer(node.name(), convolution(node, c), input(node, 0));
        } else if (operation instanceof Operation.BatchNorm b) {
            builder.addLayer(node.name(), fused ? new FusedBatchNorm(b, takeRelu(node)) : batchNorm(b), input(node, 0));
        } else if (operation instanceof Operation.Relu) {
            builder.addLayer(node.name(), new ActivationLayer(Activation.RELU), input(node, 0));
        } else if (operation instanceof Operation.Add) {
            addSum(node);
        } else if (operation instanceof Operation.MaxPool p) {
            builder.addLayer(
                    node.name(),
                    pooling(node, SubsamplingLayer.PoolingType.MAX, p.kernel(), p.stride(), p.padding()),
                    input(node, 0));
        } else if (operation instanceof Operation.AveragePool p) {
            builder.addLayer(
                    node.name(),
                    pooling(node, SubsamplingLayer.PoolingType.AVG, p.kernel(), p.stride(), p.padding()),
                    input(node, 0));
        } else if (operation instanceof Operation.ZeroPadShortcut z) {
            addZeroPad(node, z);
        } else if (operation instanceof Operation.ChannelMean) {
            GlobalPoolingLayer mean = new GlobalPoolingLayer.Builder(PoolingType.AVG)
                    .collapseDimensions(false)
                    .build();
            builder.addLayer(node.name(), mean, input(node, 0));
        } else if (operation instanceof Operation.ChannelGate) {
            String share = node.name() + ".sigmoid";
            builder.addLayer(share, new ActivationLayer(Activation.SIGMOID), input(node, 1));
            builder.addVertex(node.name(), new ElementWiseVertex(ElementWiseVertex.Op.Product), input(node, 0), share);
        } else if (operation instanceof Operation.GlobalAveragePool) {
            builder.addLayer(node.name(), new GlobalPoolingLayer.Builder(PoolingType.AVG).build(), input(node, 0));
        } else if (operation instanceof Operation.GlobalMaxPool) {
            builder.addLayer(node.name(), new GlobalPoolingLayer.Builder(PoolingType.MAX).build(), input(node, 0));
        } else if (operation instanceof Operation.Flatten) {
            Shape map = network.node(node.inputs().get(0)).output();
            builder.addVertex(
                    node.name(),
                    new PreprocessorVertex(new CnnToFeedForwardPreProcessor(map.height(), map.width(), map.channels())),
                    input(node, 0));
        } else if (operation instanceof Operation.Dropout d) {
            addDropout(node, d);
        } else if (operation instanceof Operation.Dense d) {
            addDense(node, d);
        } else if (operation instanceof Operation.Softmax || operation instanceof Operation.Sigmoid) {
            aliases.put(node.name(), input(node, 0));
        } else {
            throw new IllegalArgumentException("Deeplearning4j has no layer for " + operation + ".");
        }
    }

    /** Whether a ReLU alone reads the node; if so, it is computed along with the node. */
    private boolean takeRelu(Node node) {
        Node reader = onlyReader.get(node.name());
        if (reader == null || !(reader.operation() instanceof Operation.Relu)) {
            return false;
        }
        aliases.put(reader.name(), node.name());
        return true;
    }

    private void addSum(Node node) {
        Node first = network.node(node.inputs().get(0));
        boolean exclusive = first.operation() instanceof Operation.BatchNorm && onlyReader.get(first.name()) != null;
        GraphVertex sum = fused && exclusive && takeRelu(node)
                ? new FusedVertex(2, new AddRelu())
                : new ElementWiseVertex(ElementWiseVertex.Op.Add);
        builder.addVertex(node.name(), sum, input(node, 0), input(node, 1));
    }

    private String input(Node node, int index) {
        String name = node.inputs().get(index);
        return aliases.getOrDefault(name, name);
    }

    private ConvolutionLayer convolution(Node node, Operation.Convolution c) {
        ConvolutionLayer.Builder convolution = new ConvolutionLayer.Builder(c.kernel(), c.kernel())
                .stride(c.stride(), c.stride())
                .padding(c.padding().before(), c.padding().before())
                .convolutionMode(mode(node, c.padding(), c.kernel(), c.stride()))
                .nIn(c.inputChannels() / c.groups())
                .nOut(c.outputChannels())
                .hasBias(c.bias())
                .activation(Activation.IDENTITY);
        return fused || c.groups() > 1 ? new DirectConvolution(convolution, c.groups()) : convolution.build();
    }

    static BatchNormalization batchNorm(Operation.BatchNorm b) {
        return new BatchNormalization.Builder()
                .nIn(b.channels())
                .nOut(b.channels())
                .eps(b.epsilon())
                .decay(b.momentum())
                .useLogStd(false) // a plain variance instead of log10 of the standard deviation
                .build();
    }

    private SubsamplingLayer pooling(
            Node node, SubsamplingLayer.PoolingType type, int kernel, int stride, Padding padding) {
        return new SubsamplingLayer.Builder(type)
                .kernelSize(kernel, kernel)
                .stride(stride, stride)
                .padding(padding.before(), padding.before())
                .convolutionMode(mode(node, padding, kernel, stride))
                .build();
    }

    private void addDropout(Node node, Operation.Dropout operation) {
        if (dropout.isEmpty()) {
            aliases.put(node.name(), input(node, 0));
            return;
        }
        FusedVertex vertex = new FusedVertex(1, new DropoutVertex(operation.share(), dropout.get()));
        builder.addVertex(node.name(), vertex, input(node, 0));
    }

    /** Deeplearning4j knows even padding, and TensorFlow's "same" that puts an odd zero behind. */
    private ConvolutionMode mode(Node node, Padding padding, int kernel, int stride) {
        Shape input = network.node(node.inputs().get(0)).output();
        if (padding.before() == padding.after()) {
            return ConvolutionMode.Truncate;
        }
        if (!padding.equals(Padding.same(input.height(), kernel, stride))
                || !padding.equals(Padding.same(input.width(), kernel, stride))) {
            throw new InvalidValueException(
                    Sentence.of("problem.engine.dl4j.padding", node.name(), padding.before(), padding.after()));
        }
        return ConvolutionMode.Same;
    }

    private void addZeroPad(Node node, Operation.ZeroPadShortcut z) {
        if (fused) {
            Shape before = network.node(node.inputs().get(0)).output();
            FusedVertex pad = new FusedVertex(1, new ZeroPad(z, before, node.output()));
            builder.addVertex(node.name(), pad, input(node, 0));
            return;
        }
        int missing = z.outputChannels() - z.inputChannels();
        String last = input(node, 0);
        if (z.stride() > 1) {
            last = addSubsampling(missing == 0 ? node.name() : node.name() + ".subsample", last, z.stride());
        } else if (missing == 0) {
            aliases.put(node.name(), last);
        }
        if (missing > 0) {
            List<String> parts = new ArrayList<>(zeros(node.name() + ".before", last, z, z.channelsBefore()));
            parts.add(last);
            parts.addAll(zeros(node.name() + ".behind", last, z, z.channelsBehind()));
            builder.addVertex(node.name(), new MergeVertex(), parts.toArray(new String[0]));
        }
    }

    /** Every stride-th row and column, as a 1 x 1 max pooling. */
    private String addSubsampling(String name, String input, int stride) {
        SubsamplingLayer subsample = new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
                .kernelSize(1, 1)
                .stride(stride, stride)
                .convolutionMode(ConvolutionMode.Truncate)
                .build();
        builder.addLayer(name, subsample, input);
        return name;
    }

    /** Channels of zeros, as copies of existing ones times zero. */
    private List<String> zeros(String name, String source, Operation.ZeroPadShortcut z, int wanted) {
        List<String> parts = new ArrayList<>();
        for (int missing = wanted; missing > 0; missing -= z.inputChannels()) {
            String copied = source;
            if (missing < z.inputChannels()) {
                copied = name + ".subset";
                builder.addVertex(copied, new SubsetVertex(0, missing - 1), source);
            }
            String zeros = name + parts.size();
            builder.addVertex(zeros, new ScaleVertex(0), copied);
            parts.add(zeros);
        }
        return parts;
    }

    private void addDense(Node node, Operation.Dense d) {
        Node output = network.output();
        if (!output.inputs().contains(node.name())) {
            DenseLayer dense = new DenseLayer.Builder()
                    .nIn(d.inputs())
                    .nOut(d.outputs())
                    .activation(Activation.IDENTITY)
                    .build();
            builder.addLayer(node.name(), dense, input(node, 0));
            return;
        }
        boolean sigmoid = output.operation() instanceof Operation.Sigmoid;
        OutputLayer last = new OutputLayer.Builder(loss)
                .nIn(d.inputs())
                .nOut(d.outputs())
                .activation(sigmoid ? Activation.SIGMOID : Activation.SOFTMAX)
                .build();
        builder.addLayer(node.name(), last, input(node, 0)).setOutputs(node.name());
    }
}
