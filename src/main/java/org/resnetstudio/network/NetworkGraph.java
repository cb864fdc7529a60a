package org.resnetstudio.network;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.resnetstudio.problem.InvalidValueException;
import org.resnetstudio.problem.Sentence;

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
            throw new InvalidValueException(Sentence.of("problem.network.no-layer", name));
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

    /** The last feature map {@code [channels, height, width]}, which the head makes a vector of. */
    public Node features() {
        return node(toVector().inputs().get(0));
    }

    /** The node that makes a vector of the last feature map. */
    public Node toVector() {
        return nodes.stream()
                .filter(n -> n.operation() instanceof Operation.GlobalAveragePool
                        || n.operation() instanceof Operation.GlobalMaxPool
                        || n.operation() instanceof Operation.Flatten)
                .findFirst()
                .orElseThrow();
    }

    /**
     * Cuts the network in two behind a stage, for training the back part alone.
     *
     * @param stages how many of the first parts go to the front: 1 for the stem, 2 for stem and first stage, and so on; one more than
     *     there are stages takes all but the head, that is up to the vector that the dense layers read
     * @throws IllegalArgumentException if there are not as many
     */
    public Split split(int stages) {
        int all = spec.stages().size() + 1;
        if (stages < 1 || stages > all) {
            throw new InvalidValueException(Sentence.of("problem.network.frozen-stages", all - 1, stages));
        }
        Node last = stages == all ? toVector() : lastOf(stages - 1);
        int cut = nodes.indexOf(last) + 1;
        Operation input = stages == all ? new Operation.VectorInput() : new Operation.Input();
        List<Node> back = new ArrayList<>();
        back.add(new Node(last.name(), input, List.of(), last.output(), last.place()));
        back.addAll(nodes.subList(cut, nodes.size()));
        return new Split(new NetworkGraph(spec, nodes.subList(0, cut)), new NetworkGraph(spec, back));
    }

    private Node lastOf(int stage) {
        Node last = nodes.get(0);
        for (Node node : nodes) {
            last = node.place().stage() == stage ? node : last;
        }
        return last;
    }

    /**
     * A network in two parts.
     *
     * @param front from the pictures to a feature map or a vector
     * @param back from there to the class probabilities; its input has the name of the front's last node
     */
    public record Split(NetworkGraph front, NetworkGraph back) {}

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
