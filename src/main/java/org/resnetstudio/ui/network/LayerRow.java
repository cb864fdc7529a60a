package org.resnetstudio.ui.network;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.resnetstudio.dataset.Csv;
import org.resnetstudio.network.NetworkGraph;
import org.resnetstudio.network.Node;
import org.resnetstudio.ui.shell.Messages;

/**
 * One line of the layer table.
 *
 * @param name of the layer
 * @param type in words
 * @param outputShape as people read it
 * @param parameters learned values
 * @param flops multiply-adds for one picture
 */
public record LayerRow(String name, String type, String outputShape, long parameters, long flops) {
    /** The rows of a network. */
    static List<LayerRow> of(NetworkGraph graph, Messages messages) {
        return graph.nodes().stream().map(node -> of(node, messages)).toList();
    }

    private static LayerRow of(Node node, Messages messages) {
        return new LayerRow(
                node.name(),
                LayerTexts.type(node.operation(), messages),
                node.output().toString(),
                node.trainableParameters(),
                node.flops());
    }

    /** A table as comma-separated values with a header (RFC 4180). */
    static String csv(List<LayerRow> rows) {
        return Csv.text(Stream.concat(
                Stream.of(List.of("name", "type", "output_shape", "parameters", "flops")),
                rows.stream().map(LayerRow::fields)));
    }

    /** A table as tab-separated values, which spreadsheets take from the clipboard. */
    static String tabSeparated(List<LayerRow> rows) {
        return rows.stream().map(row -> String.join("\t", row.fields())).collect(Collectors.joining("\n"));
    }

    private List<String> fields() {
        return List.of(name, type, outputShape, Long.toString(parameters), Long.toString(flops));
    }
}
