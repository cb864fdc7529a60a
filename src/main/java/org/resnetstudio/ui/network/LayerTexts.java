package org.resnetstudio.ui.network;

import java.util.List;
import java.util.Locale;
import org.resnetstudio.network.NetworkGraph;
import org.resnetstudio.network.Node;
import org.resnetstudio.network.Operation;
import org.resnetstudio.ui.control.DiagramSelection;
import org.resnetstudio.ui.shell.Messages;

/** Layers, blocks and stages in words. */
final class LayerTexts {
    private LayerTexts() {}

    /**
     * What a selection is.
     *
     * @param title its name
     * @param facts one line
     */
    record Details(String title, String facts) {}

    /** The kind of a layer. */
    static String type(Operation operation, Messages messages) {
        if (operation instanceof Operation.Convolution c) {
            return messages.text("layer.convolution", c.kernel());
        }
        if (operation instanceof Operation.MaxPool p) {
            return messages.text("layer.max-pool", p.kernel());
        }
        if (operation instanceof Operation.AveragePool p) {
            return messages.text("layer.average-pool", p.kernel());
        }
        return messages.text("layer." + key(operation));
    }

    private static String key(Operation operation) {
        if (operation instanceof Operation.ZeroPadShortcut) {
            return "zero-pad";
        }
        return operation
                .getClass()
                .getSimpleName()
                .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
                .toLowerCase(Locale.ROOT);
    }

    /** What is selected in a network's diagram, in words. */
    static Details describe(NetworkGraph graph, DiagramSelection selection, Messages messages) {
        List<Node> nodes = graph.nodes().stream()
                .filter(n -> n.place().stage() == selection.stage())
                .filter(n -> selection.block() < 0 || n.place().block() == selection.block())
                .filter(n -> selection.layer().isEmpty() || selection.isLayer(n))
                .toList();
        if (nodes.size() == 1 && !selection.layer().isEmpty()) {
            return layer(nodes.get(0), messages);
        }
        Node last = nodes.get(nodes.size() - 1);
        String shape = last.output().toString();
        String parameters = messages.quantities()
                .exact(nodes.stream().mapToLong(Node::trainableParameters).sum());
        String flops = messages.quantities()
                .shorten(nodes.stream().mapToLong(Node::flops).sum());
        String memory = activations(
                messages, nodes.stream().mapToLong(n -> n.output().elements()).sum());
        return new Details(
                title(graph, selection, messages), messages.text("layer.facts", shape, parameters, flops, memory));
    }

    /** Memory of activations of one picture. */
    private static String activations(Messages messages, long elements) {
        return messages.quantities().bytes(Float.BYTES * elements);
    }

    private static String title(NetworkGraph graph, DiagramSelection selection, Messages messages) {
        if (selection.block() >= 0) {
            String kind = graph.spec().body().block().name().toLowerCase(Locale.ROOT);
            return messages.text("layer.block." + kind, selection.stage(), selection.block() + 1);
        }
        if (selection.stage() == 0) {
            return messages.text("diagram.stem");
        }
        return selection.stage() > graph.spec().stages().size()
                ? messages.text("diagram.head")
                : messages.text("layer.stage", selection.stage());
    }

    private static Details layer(Node node, Messages messages) {
        StringBuilder type = new StringBuilder(type(node.operation(), messages));
        if (node.operation() instanceof Operation.Convolution c) {
            type.append(messages.text(
                    "layer.convolution.facts",
                    c.inputChannels(),
                    c.outputChannels(),
                    c.stride(),
                    c.padding().before() == c.padding().after()
                            ? Integer.toString(c.padding().before())
                            : c.padding().before() + "/" + c.padding().after()));
        } else if (node.operation() instanceof Operation.MaxPool p) {
            type.append(messages.text("layer.stride", p.stride()));
        } else if (node.operation() instanceof Operation.AveragePool p) {
            type.append(messages.text("layer.stride", p.stride()));
        } else if (node.operation() instanceof Operation.ZeroPadShortcut z) {
            type.append(messages.text("layer.stride", z.stride()));
        }
        String facts = messages.text(
                "layer.facts",
                node.output().toString(),
                messages.quantities().exact(node.trainableParameters()),
                messages.quantities().shorten(node.flops()),
                activations(messages, node.output().elements()));
        return new Details(node.name() + " — " + type, facts);
    }
}
