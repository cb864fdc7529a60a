package org.resnetstudio.ui.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.resnetstudio.ui.shell.Messages;

/**
 * Two networks side by side.
 *
 * @param first the one
 * @param second the other
 * @param rows figures of both, then the options in which they differ; none unless both can be built
 */
record NetworkComparison(Side first, Side second, List<Row> rows) {
    /**
     * One line.
     *
     * @param name of what is compared
     * @param first of the one
     * @param second of the other
     * @param ratio how many times the first is the second's; empty where there is none
     */
    record Row(String name, String first, String second, String ratio) {}

    /**
     * One of the two networks.
     *
     * @param title name and picture size
     * @param network empty if it cannot be built
     * @param problem why not, in a sentence; else empty
     */
    record Side(String title, Optional<BuiltNetwork> network, String problem) {}

    /** Compares two networks. */
    static NetworkComparison of(Side first, Side second, Messages messages) {
        List<Row> rows = new ArrayList<>();
        if (first.network().isPresent() && second.network().isPresent()) {
            BuiltNetwork one = first.network().get();
            BuiltNetwork other = second.network().get();
            rows.addAll(new Figures(one, other, messages).rows());
            NetworkDifferences.of(one.choice(), other.choice(), messages)
                    .forEach(d -> rows.add(new Row(d.name(), d.first(), d.second(), "")));
        }
        return new NetworkComparison(first, second, List.copyOf(rows));
    }

    private record Figures(BuiltNetwork first, BuiltNetwork second, Messages messages) {
        List<Row> rows() {
            return List.of(
                    row("depth", side -> Long.toString(side.depth()), BuiltNetwork::depth),
                    row(
                            "parameters",
                            side -> messages.quantities().exact(side.totals().parameters()),
                            side -> side.totals().parameters()),
                    row(
                            "flops",
                            side -> messages.quantities().shorten(side.totals().flops()),
                            side -> side.totals().flops()),
                    row(
                            "weights",
                            side -> messages.quantities().bytes(side.totals().weightBytes()),
                            side -> side.totals().weightBytes()),
                    row(
                            "memory",
                            side -> messages.quantities().bytes(side.totals().trainingBytes()),
                            side -> side.totals().trainingBytes()),
                    row(
                            "epoch",
                            side -> NetworkTexts.duration(side.totals().epochSeconds(), messages),
                            side -> side.totals().epochSeconds().orElse(Double.NaN)),
                    row("features", side -> side.graph().features().output().toString(), side -> Double.NaN),
                    row(
                            "stages",
                            side -> Integer.toString(
                                    side.graph().spec().stages().size()),
                            side -> Double.NaN));
        }

        private Row row(String key, Function<BuiltNetwork, String> text, ToDoubleFunction<BuiltNetwork> number) {
            double ratio = number.applyAsDouble(first) / number.applyAsDouble(second);
            return new Row(
                    messages.text("network.compare." + key),
                    text.apply(first),
                    text.apply(second),
                    Double.isFinite(ratio) ? messages.quantities().decimal(ratio, ratio < 0.1 ? 4 : 2) + " ×" : "");
        }
    }
}
