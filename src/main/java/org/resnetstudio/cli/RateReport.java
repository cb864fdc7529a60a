package org.resnetstudio.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.resnetstudio.benchmark.EngineComparison;
import org.resnetstudio.benchmark.EngineRates;
import org.resnetstudio.benchmark.Workload;
import org.resnetstudio.problem.Sentence;

/** How fast the engines were measured to be here, for the doctor; measures nothing. */
final class RateReport {
    private static final String TITLE = "Training speed";

    private final List<Map.Entry<Workload, EngineComparison>> measured;

    /** What is remembered on this machine. */
    static RateReport of(EngineRates rates) throws IOException {
        return new RateReport(rates.remembered());
    }

    RateReport(Map<Workload, EngineComparison> known) {
        measured = known.entrySet().stream()
                .filter(family -> !family.getValue().imagesPerSecond().isEmpty())
                .toList();
    }

    /** A row for each family of networks, or one that says when they are measured. */
    void addTo(TextTable table) {
        if (measured.isEmpty()) {
            table.row(TITLE, "measured at the first training with a kind of network, to choose the faster engine");
        }
        measured.forEach(family -> table.row(TITLE, describe(family.getKey(), family.getValue())));
    }

    /** How engines compute where that is not their usual way, and why one is left out; a sentence each, and each once. */
    List<String> notes() {
        return measured.stream()
                .flatMap(family -> {
                    EngineComparison compared = family.getValue();
                    return Stream.concat(
                            compared.notes().values().stream().map(Sentence::english),
                            compared.problems().entrySet().stream()
                                    .map(problem -> problem.getKey().title() + " is not used: " + problem.getValue()));
                })
                .distinct()
                .toList();
    }

    private static String describe(Workload work, EngineComparison compared) {
        String figures = compared.imagesPerSecond().entrySet().stream()
                .map(rate -> String.format(Locale.ROOT, "%s %.1f", rate.getKey().title(), rate.getValue()))
                .collect(Collectors.joining(", "));
        return figures + " images/s (" + work.network() + ", " + work.imageSizePx() + " px, batch " + work.batchSize()
                + ")";
    }

    /** An object for each engine and family, with the fields of {@code bench}. */
    ArrayNode json() {
        ArrayNode rates = Json.array();
        measured.forEach(family -> family.getValue().imagesPerSecond().forEach((engine, rate) -> rates.addObject()
                .put("engine", engine.shortName())
                .put("network", family.getKey().network())
                .put("imageSize", family.getKey().imageSizePx())
                .put("batch", family.getKey().batchSize())
                .put("imagesPerSecond", rate)));
        return rates;
    }
}
