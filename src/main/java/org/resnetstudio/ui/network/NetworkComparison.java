package org.resnetstudio.ui.network;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.resnetstudio.network.NetworkGraph;
import org.resnetstudio.network.Operation;
import org.resnetstudio.ui.control.Quantities;
import org.resnetstudio.ui.shell.Messages;

/** Two networks side by side. */
final class NetworkComparison {
    /**
     * One line.
     *
     * @param name of what is compared
     * @param first of the one
     * @param second of the other
     * @param ratio how many times the first is the second's; empty where there is none
     */
    record Row(String name, String first, String second, String ratio) {}

    private final Side first;
    private final Side second;
    private final Messages messages;

    /** One of the two networks with what it costs. */
    record Side(NetworkGraph graph, NetworkTotals totals) {
        long depth() {
            return graph.nodes().stream()
                    .filter(node -> !node.place().onShortcut())
                    .filter(node -> node.operation() instanceof Operation.Convolution
                            || node.operation() instanceof Operation.Dense)
                    .count();
        }
    }

    private NetworkComparison(Side first, Side second, Messages messages) {
        this.first = first;
        this.second = second;
        this.messages = messages;
    }

    /** All lines. */
    static List<Row> of(Side first, Side second, Messages messages) {
        return new NetworkComparison(first, second, messages).rows();
    }

    private List<Row> rows() {
        return List.of(
                row("depth", side -> Long.toString(side.depth()), Side::depth),
                row("parameters", side -> Quantities.exact(side.totals().parameters()), side -> side.totals()
                        .parameters()),
                row("flops", side -> Quantities.shorten(side.totals().flops()), side -> side.totals()
                        .flops()),
                row("weights", side -> Quantities.bytes(side.totals().weightBytes()), side -> side.totals()
                        .weightBytes()),
                row("memory", side -> Quantities.bytes(side.totals().trainingBytes()), side -> side.totals()
                        .trainingBytes()),
                row(
                        "epoch",
                        side -> NetworkTexts.duration(side.totals().epochSeconds(), messages),
                        side -> side.totals().epochSeconds().orElse(Double.NaN)),
                row("features", side -> side.graph().features().output().toString(), side -> Double.NaN),
                row(
                        "stages",
                        side -> Integer.toString(side.graph().spec().stages().size()),
                        side -> Double.NaN));
    }

    private Row row(String key, Function<Side, String> text, ToDoubleFunction<Side> number) {
        double ratio = number.applyAsDouble(first) / number.applyAsDouble(second);
        return new Row(
                messages.text("network.compare." + key),
                text.apply(first),
                text.apply(second),
                Double.isFinite(ratio) ? String.format(Locale.ENGLISH, ratio < 0.1 ? "%.4f ×" : "%.2f ×", ratio) : "");
    }
}
