package org.resnetstudio.network;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Every layer of a network, in the order in which it can be computed: each node's inputs come before it. The first node is the
 * input, the last one the class probabilities. Immutable.
 */
public final class NetworkGraph {
    private final ResNetSpec spec;
    private final List<Node> nodes;
    private final Map<String, Node> byName;

    NetworkGraph(ResNetSpec spec, List<Node> nodes) {
        this.spec = spec;
        this.nodes = List.copyOf(nodes);
        this.byName = new LinkedHashMap<>();
        for (Node node : nodes) {
            if (!byName.keySet().containsAll(node.inputs()) || byName.put(node.name(), node) != null) {
                throw new IllegalStateException("Node " + node.name() + " is defined twice or before its inputs.");
            }
        }
    }

    /**
     * Turns a spec into layers.
     *
     * @throws IllegalArgumentException if the pictures are too small for the network; the message says how large they must be
     */
    public static NetworkGraph compile(ResNetSpec spec) {
        return new GraphBuilder(spec).build();
    }

    /** The spec it was compiled from. */
    public ResNetSpec spec() {
        return spec;
    }

    /** All nodes in order of computation. */
    public List<Node> nodes() {
        return nodes;
    }

    /**
     * The node of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Node node(String name) {
        Node node = byName.get(name);
        if (node == null) {
            throw new IllegalArgumentException("The network has no layer named " + name + ".");
        }
        return node;
    }

    /** The pictures: the first node. */
    public Node input() {
        return nodes.get(0);
    }

    /** The class probabilities: the last node. */
    public Node output() {
        return nodes.get(nodes.size() - 1);
    }

    /** The last feature map {@code [channels, height, width]}, which goes into global average pooling. */
    public Node features() {
        Node pool = nodes.stream()
                .filter(n -> n.operation() instanceof Operation.GlobalAveragePool)
                .findFirst()
                .orElseThrow();
        return node(pool.inputs().get(0));
    }

    /** All tensors in order of computation. */
    public List<TensorSpec> tensors() {
        return nodes.stream().flatMap(n -> n.tensors().stream()).toList();
    }

    /** Learned values (weights, biases, gamma, beta): what papers and torchvision call the parameters. */
    public long trainableParameters() {
        return nodes.stream().mapToLong(Node::trainableParameters).sum();
    }

    /** Learned values and running statistics: what Keras calls all parameters. */
    public long allParameters() {
        return trainableParameters()
                + nodes.stream().mapToLong(Node::runningStatistics).sum();
    }

    /** Multiply-adds for one picture. */
    public long flops() {
        return nodes.stream().mapToLong(Node::flops).sum();
    }

    /** Elements of all activations of one picture: what training keeps for the backward pass. */
    public long activationElements() {
        return nodes.stream().mapToLong(n -> n.output().elements()).sum();
    }
}
