package org.resnetstudio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resnetstudio.benchmark.Work;
import org.resnetstudio.network.ResNetSpec;
import org.resnetstudio.network.Variants;
import org.resnetstudio.training.EngineChoice;

class EngineRatesTest {
    private static final ResNetSpec RESNET20 = Variants.spec("resnet20", 32, 10);

    private static final List<EngineChoice> BOTH = List.of(EngineChoice.DL4J, EngineChoice.PYTORCH);

    @TempDir
    Path folder;

    private final List<String> measured = new ArrayList<>();
    private final List<String> told = new ArrayList<>();

    @Test
    void theFasterEngineIsChosenAndTheFiguresAreTold() throws Exception {
        assertThat(choose(EngineChoice.AUTO, rates(50, 120))).isEqualTo(EngineChoice.PYTORCH);
        assertThat(told)
                .containsExactly(
                        "Measuring which engine trains such networks faster here; this is done once.",
                        "Training with PyTorch: Deeplearning4j 50 images/s, PyTorch 120 images/s.");
        told.clear();
        measured.clear();
        Files.delete(folder.resolve("rates.json"));
        assertThat(choose(EngineChoice.AUTO, rates(130, 120))).isEqualTo(EngineChoice.DL4J);
    }

    @Test
    void eachFamilyIsMeasuredOnce() throws Exception {
        EngineRates rates = rates(50, 120);
        choose(EngineChoice.AUTO, rates);
        choose(EngineChoice.AUTO, rates(1, 1));
        assertThat(measured).containsExactly("DL4J resnet20", "PYTORCH resnet20");
        assertThat(rates.of(Work.standingFor(Variants.spec("resnet110", 48, 3)), BOTH, () -> told.add("again")))
                .containsExactly(Map.entry(EngineChoice.DL4J, 50.0), Map.entry(EngineChoice.PYTORCH, 120.0));
        rates.of(Work.standingFor(Variants.spec("resnet101", 224, 3)), BOTH, () -> {});
        assertThat(measured).hasSize(4).last().isEqualTo("PYTORCH resnet50");
    }

    @Test
    void anEngineThatDoesNotWorkIsNeverChosen() throws Exception {
        EngineRates rates = new EngineRates(folder.resolve("rates.json"), (engine, work) -> {
            if (engine == EngineChoice.PYTORCH) {
                throw new IOException("PyTorch's native library does not run on this machine.");
            }
            return 3;
        });
        assertThat(choose(EngineChoice.AUTO, rates)).isEqualTo(EngineChoice.DL4J);
        assertThat(told).last().isEqualTo("Training with Deeplearning4j.");
        assertThat(choose(EngineChoice.AUTO, rates(3, 5)))
                .as("it is tried again")
                .isEqualTo(EngineChoice.PYTORCH);
    }

    @Test
    void aDamagedFileIsMeasuredAnew() throws Exception {
        Files.writeString(folder.resolve("rates.json"), "{\"machine\":");
        assertThat(choose(EngineChoice.AUTO, rates(1, 2))).isEqualTo(EngineChoice.PYTORCH);
        assertThat(measured).hasSize(2);
    }

    @Test
    void anEngineThatWasAskedForNeedsNoMeasurement() throws Exception {
        assertThat(choose(EngineChoice.DL4J, rates(1, 2))).isEqualTo(EngineChoice.DL4J);
        assertThat(measured).isEmpty();
        assertThat(told).isEmpty();
    }

    private EngineChoice choose(EngineChoice wanted, EngineRates rates) throws IOException, InterruptedException {
        return Engines.choose(wanted, RESNET20, rates, told::add);
    }

    private EngineRates rates(double dl4j, double pytorch) {
        return new EngineRates(folder.resolve("rates.json"), (engine, work) -> {
            measured.add(engine + " " + work.network());
            return engine == EngineChoice.DL4J ? dl4j : pytorch;
        });
    }
}
