package org.resnetstudio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.resnetstudio.benchmark.EngineComparison;
import org.resnetstudio.benchmark.Workload;
import org.resnetstudio.job.EngineChoice;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.training.TestEngines;

class RateReportTest {
    private final Map<Workload, EngineComparison> known = new LinkedHashMap<>();

    private String table() {
        TextTable table = new TextTable(2, "What", "Found");
        new RateReport(known).addTo(table);
        return table.toString();
    }

    @Test
    void everyMeasuredFamilyIsListedWithBothEngines() {
        Map<EngineChoice, Double> small = new LinkedHashMap<>();
        small.put(TestEngines.DL4J, 47.0);
        small.put(TestEngines.PYTORCH, 140.25);
        known.put(new Workload("resnet20", 32, 32), new EngineComparison(small, Map.of()));
        known.put(new Workload("resnet18", 64, 16), EngineComparison.UNKNOWN);
        known.put(
                new Workload("mini", 64, 16),
                new EngineComparison(
                        Map.of(TestEngines.DL4J, 8.5),
                        Map.of(TestEngines.PYTORCH, Sentence.inWords("It does not run."))));

        assertThat(table())
                .contains("Deeplearning4j 47.0, PyTorch 140.3 images/s (resnet20, 32 px, batch 32)")
                .contains("Deeplearning4j 8.5 images/s (mini, 64 px, batch 16)")
                .doesNotContain("resnet18");
        assertThat(new RateReport(known).json().toString())
                .isEqualTo("[{\"engine\":\"dl4j\",\"network\":\"resnet20\",\"imageSize\":32,\"batch\":32,"
                        + "\"imagesPerSecond\":47.0},"
                        + "{\"engine\":\"pytorch\",\"network\":\"resnet20\",\"imageSize\":32,\"batch\":32,"
                        + "\"imagesPerSecond\":140.25},"
                        + "{\"engine\":\"dl4j\",\"network\":\"mini\",\"imageSize\":64,\"batch\":16,"
                        + "\"imagesPerSecond\":8.5}]");
    }

    @Test
    void beforeAnythingIsMeasuredItSaysWhenThatHappens() {
        known.put(new Workload("resnet18", 64, 16), EngineComparison.UNKNOWN);

        assertThat(table()).contains("measured at the first training");
        assertThat(new RateReport(known).json()).isEmpty();
    }
}
