package org.resnetstudio.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resnetstudio.network.ResNetSpec;
import org.resnetstudio.network.Variants;
import org.resnetstudio.training.EngineChoice;

class EngineRatesTest {
    private static final ResNetSpec RESNET20 = Variants.spec("resnet20", 32, 10);
    private static final Work SMALL = Work.standingFor(RESNET20);

    @TempDir
    Path folder;

    private final List<String> measured = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final EngineRates.Progress progress = new EngineRates.Progress() {
        @Override
        public void measuring(EngineChoice engine) {
            told.add("measuring " + engine.title());
        }

        @Override
        public boolean isCancelled() {
            return false;
        }
    };

    @Test
    void theFasterEngineIsChosenAndTheFiguresAreTold() throws Exception {
        assertThat(choose(rates(50, 120))).isEqualTo(EngineChoice.PYTORCH);
        assertThat(told)
                .containsExactly(
                        "measuring Deeplearning4j",
                        "measuring PyTorch",
                        "Training with PyTorch: Deeplearning4j 50 images/s, PyTorch 120 images/s.");
        Files.delete(folder.resolve("rates.json"));
        assertThat(choose(rates(130, 120))).isEqualTo(EngineChoice.DL4J);
    }

    @Test
    void eachFamilyIsMeasuredOnce() throws Exception {
        choose(rates(50, 120));
        choose(rates(1, 1));
        assertThat(measured).containsExactly("DL4J resnet20", "PYTORCH resnet20");
        assertThat(rates(1, 1).compare(Work.standingFor(Variants.spec("resnet110", 48, 3)), progress))
                .isEqualTo(
                        new EngineComparison(Map.of(EngineChoice.DL4J, 50.0, EngineChoice.PYTORCH, 120.0), Map.of()));
        rates(1, 1).compare(Work.standingFor(Variants.spec("resnet101", 224, 3)), progress);
        assertThat(measured).hasSize(4).last().isEqualTo("PYTORCH resnet50");
    }

    @Test
    void whatIsRememberedIsTheSameInTheNextProcessAndForEveryFamily() throws Exception {
        assertThat(rates(50, 120).remembered())
                .containsOnlyKeys(Work.FAMILIES)
                .allSatisfy((family, known) -> assertThat(known).isEqualTo(EngineComparison.UNKNOWN));
        EngineComparison compared = rates(50, 120).compare(SMALL, progress);
        assertThat(compared.isComplete()).isTrue();
        assertThat(rates(1, 1).remembered())
                .containsEntry(SMALL, compared)
                .containsEntry(Work.standingFor(Variants.spec("mini", 64, 3)), EngineComparison.UNKNOWN);
    }

    @Test
    void anEngineThatDoesNotWorkIsNeverChosenAndItsReasonIsRemembered() throws Exception {
        EngineRates rates = new EngineRates(folder.resolve("rates.json"), () -> true, (engine, work, cancelled) -> {
            if (engine == EngineChoice.PYTORCH) {
                throw new IOException("Its native library does not run on this machine.");
            }
            return 3;
        });
        assertThat(choose(rates)).isEqualTo(EngineChoice.DL4J);
        assertThat(told)
                .last()
                .isEqualTo("Training with Deeplearning4j."
                        + " PyTorch cannot be used: Its native library does not run on this machine.");
        EngineComparison known = rates(3, 5).remembered().get(SMALL);
        assertThat(known.isComplete()).isTrue();
        assertThat(known.rate(EngineChoice.DL4J)).contains(3.0);
        assertThat(known.problem(EngineChoice.PYTORCH)).contains("Its native library does not run on this machine.");
        assertThat(choose(rates(3, 5))).as("it is tried again").isEqualTo(EngineChoice.PYTORCH);
        assertThat(measured).containsExactly("PYTORCH resnet20");
    }

    @Test
    void whereThereIsNoLibtorchNothingHasToBeMeasuredToChoose() throws Exception {
        EngineRates rates = new EngineRates(folder.resolve("rates.json"), () -> false, (engine, work, cancelled) -> {
            measured.add(engine.title());
            return 7;
        });
        assertThat(choose(rates)).isEqualTo(EngineChoice.DL4J);
        assertThat(measured).isEmpty();
        assertThat(told)
                .containsExactly("Training with Deeplearning4j."
                        + " PyTorch cannot be used: libtorch does not exist for this system.");
        assertThat(rates.compare(SMALL, progress).imagesPerSecond()).containsExactly(Map.entry(EngineChoice.DL4J, 7.0));
        assertThat(rates.remembered().get(SMALL).problem(EngineChoice.PYTORCH)).isPresent();
    }

    @Test
    void whatWasMeasuredBeforeACancellationIsRemembered() throws Exception {
        EngineRates rates = new EngineRates(folder.resolve("rates.json"), () -> true, (engine, work, cancelled) -> {
            if (engine == EngineChoice.PYTORCH) {
                throw new CancellationException();
            }
            return 40;
        });
        assertThatThrownBy(() -> choose(rates)).isInstanceOf(CancellationException.class);
        EngineComparison known = rates.remembered().get(SMALL);
        assertThat(known.rate(EngineChoice.DL4J)).contains(40.0);
        assertThat(known.isComplete()).isFalse();
    }

    @Test
    void aDamagedFileIsMeasuredAnew() throws Exception {
        Files.writeString(folder.resolve("rates.json"), "{\"machine\":");
        assertThat(choose(rates(1, 2))).isEqualTo(EngineChoice.PYTORCH);
        assertThat(measured).hasSize(2);
    }

    private EngineChoice choose(EngineRates rates) throws IOException, InterruptedException {
        return rates.choose(RESNET20, progress, told::add);
    }

    private EngineRates rates(double dl4j, double pytorch) {
        return new EngineRates(folder.resolve("rates.json"), () -> true, (engine, work, cancelled) -> {
            measured.add(engine + " " + work.network());
            return engine == EngineChoice.DL4J ? dl4j : pytorch;
        });
    }
}
