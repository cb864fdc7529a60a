package org.resnetstudio.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.resnetstudio.benchmark.EngineRates;
import org.resnetstudio.benchmark.ProofLine;
import org.resnetstudio.network.ResNetSpec;
import org.resnetstudio.network.Shortcut;
import org.resnetstudio.network.Variants;
import org.resnetstudio.training.EngineChoice;

/** {@code doctor --prove}: both engines compared on every kind of block, one network each. */
final class ProofReport {
    private static final int CLASSES = 10;
    private static final int SMALL_PX = 32;
    private static final int LARGE_PX = 64;
    private static final int PICTURES = 8;

    private final List<ProofLine> lines = new ArrayList<>();

    /** A network for each stem, block, order of layers, kind of shortcut and of strides that there is a variant with. */
    static List<ResNetSpec> networks() {
        List<ResNetSpec> networks = new ArrayList<>();
        for (String variant : List.of("resnet20", "resnet164")) {
            networks.add(Variants.spec(variant, SMALL_PX, CLASSES));
        }
        networks.add(Variants.spec("resnet20", SMALL_PX, CLASSES).withShortcut(Shortcut.B));
        for (String variant : List.of(
                "mini",
                "resnet18",
                "resnet50",
                "resnet50d",
                "resnetv2-50",
                "seresnet50",
                "keras-resnet50",
                "zerofill-50")) {
            networks.add(Variants.spec(variant, LARGE_PX, CLASSES));
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
        List<ResNetSpec> networks = networks();
        for (int i = 0; i < networks.size(); i++) {
            ResNetSpec network = networks.get(i);
            progress.println("Comparing the engines with " + network.variant() + " (" + (i + 1) + " of "
                    + networks.size() + ") …");
            progress.flush();
            report.lines.addAll(rates.prove(network, PICTURES, new EngineRates.Progress() {
                @Override
                public void measuring(EngineChoice engine) {
                    // each network has its line already
                }

                @Override
                public boolean isCancelled() {
                    return false;
                }
            }));
        }
        return report;
    }

    /** Whether each network can be trained with some engine. */
    boolean allTrainable() {
        return lines.stream().map(ProofLine::network).distinct().allMatch(network -> lines.stream()
                .anyMatch(line -> line.network().equals(network) && line.way().isPresent()));
    }

    TextTable table() {
        TextTable table = new TextTable(3, "Network", "Engine", "Result");
        for (ProofLine line : lines) {
            String result = line.sentence().isEmpty() ? "computes right" : line.sentence();
            table.row(line.network(), line.engine().title(), result);
        }
        return table;
    }

    ObjectNode json() {
        ObjectNode json = Json.object();
        ArrayNode proofs = json.putArray("proofs");
        for (ProofLine line : lines) {
            ObjectNode proof = proofs.addObject()
                    .put("network", line.network())
                    .put("pictures", PICTURES)
                    .put("engine", line.engine().shortName())
                    .put("used", line.way().isPresent());
            line.way().ifPresent(way -> proof.put("way", way.shortName()));
            proof.put("sentence", line.sentence());
        }
        return json.put("allTrainable", allTrainable());
    }
}
