package org.resnetstudio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resnetstudio.benchmark.PretendRates;
import org.resnetstudio.benchmark.Workload;
import org.resnetstudio.training.TestEngines;

class ProofReportTest {
    @TempDir
    Path folder;

    private final StringWriter told = new StringWriter();

    private ProofReport prove(PretendRates.Measurement measurement) throws Exception {
        return ProofReport.prove(
                PretendRates.of(folder.resolve("engines.json"), true, measurement), new PrintWriter(told));
    }

    @Test
    void everyKindOfBlockHasALineForEachEngine() throws Exception {
        ProofReport report = prove((engine, family, cancelled) -> 1);

        assertThat(report.allTrainable()).isTrue();
        JsonNode proofs = report.json().get("proofs");
        assertThat(proofs).hasSize(2 * ProofReport.networks().size());
        assertThat(proofs.findValuesAsText("network")).contains("resnet20", "resnet20 --shortcut B", "seresnet50");
        assertThat(proofs.findValuesAsText("way")).containsOnly("direct");
        assertThat(report.table().toString()).contains("computes right");
        assertThat(told.toString())
                .contains("Comparing the engines with mini (4 of "
                        + ProofReport.networks().size() + ") …");
    }

    /** Two networks of one variant are two networks. */
    @Test
    void aNetworkThatNoEngineComputesIsNotHiddenByAnotherOneOfItsVariant() throws Exception {
        int[] tries = {0};
        ProofReport report = prove((engine, family, cancelled) -> {
            boolean plainResnet20 = family.equals(new Workload("resnet20", 32, 32)) && tries[0]++ < 2;
            if (plainResnet20) {
                throw new IOException("It does not run on this computer.");
            }
            return 1;
        });

        assertThat(report.allTrainable()).isFalse();
        JsonNode first = report.json().get("proofs").get(0);
        assertThat(first.get("network").asText()).isEqualTo("resnet20");
        assertThat(first.get("used").asBoolean()).isFalse();
        assertThat(first.get("sentence").asText())
                .isEqualTo("Deeplearning4j cannot be used here: It does not run on this computer.");
    }

    @Test
    void anEngineThatFailsIsNamedAndTheOtherOneTrains() throws Exception {
        ProofReport report = prove((engine, family, cancelled) -> {
            if (engine.equals(TestEngines.PYTORCH)) {
                throw new IOException("It does not run on this computer.");
            }
            return 1;
        });

        assertThat(report.allTrainable()).isTrue();
        assertThat(report.table().toString())
                .contains("PyTorch cannot be used here: It does not run on this computer.");
    }
}
