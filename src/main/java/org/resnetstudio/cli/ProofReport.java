package org.resnetstudio.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.resnetstudio.benchmark.EngineRates;
import org.resnetstudio.benchmark.ProofLine;
import org.resnetstudio.network.ResNetSpec;
import org.resnetstudio.network.Shortcut;
import org.resnetstudio.network.Variants;

/** {@code doctor --prove}: both engines compared on every kind of block, one network each. */
final class ProofReport {
    private static final int CLASSES = 10;
    private static final int SMALL_PX = 32;
    private static final int LARGE_PX = 64;
    private static final int PICTURES = 8;

    /** What was found out, by network. */
    private final Map<String, List<ProofLine>> lines = new LinkedHashMap<>();

    /** A network for each stem, block, order of layers, kind of shortcut and of strides that there is a variant with, by its options. */
    static Map<String, ResNetSpec> networks() {
        Map<String, ResNetSpec> networks = new LinkedHashMap<>();
        for (String variant : List.of("resnet20", "resnet164")) {
            networks.put(variant, Variants.spec(variant, SMALL_PX, CLASSES));
        }
        networks.put(
                "resnet20 --shortcut B",
                Variants.spec("resnet20", SMALL_PX, CLASSES).withShortcut(Shortcut.B));
        for (String variant : List.of(
                "mini",
                "resnet18",
                "resnet50",
                "resnet50d",
                "resnetv2-50",
                "seresnet50",
                "keras-resnet50",
                "zerofill-50")) {
            networks.put(variant, Variants.spec(variant, LARGE_PX, CLASSES));
        }
        return networks;
    }

    /**
     * Compares, which takes some minutes.
     *
     * @param progress told what is done, a line each
     */
    static ProofReport prove(EngineRates rates, PrintWriter progress) throws IOException, InterruptedException {
        ProofReport report = new ProofReport();
        Map<String, ResNetSpec> networks = networks();
        for (Map.Entry<String, ResNetSpec> network : networks.entrySet()) {
            progress.println("Comparing the engines with " + network.getKey() + " (" + (report.lines.size() + 1)
                    + " of " + networks.size() + ") …");
            progress.flush();
            report.lines.put(network.getKey(), rates.prove(network.getValue(), PICTURES, EngineRates.Progress.NONE));
        }
        return report;
    }

    /** Whether each network can be trained with some engine. */
    boolean allTrainable() {
        return lines.values().stream().allMatch(engines -> engines.stream()
                .anyMatch(line -> line.way().isPresent()));
    }

    TextTable table() {
        TextTable table = new TextTable(3, "Network", "Engine", "Result");
        lines.forEach((network, engines) -> engines.forEach(line -> table.row(
                network, line.engine().title(), line.sentence().isEmpty() ? "computes right" : line.sentence())));
        return table;
    }

    ObjectNode json() {
        ObjectNode json = Json.object();
        ArrayNode proofs = json.putArray("proofs");
        lines.forEach((network, engines) -> engines.forEach(line -> {
            ObjectNode proof = proofs.addObject()
                    .put("network", network)
                    .put("pictures", PICTURES)
                    .put("engine", line.engine().shortName())
                    .put("used", line.way().isPresent());
            line.way().ifPresent(way -> proof.put("way", way.shortName()));
            proof.put("sentence", line.sentence());
        }));
        return json.put("allTrainable", allTrainable());
    }
}
