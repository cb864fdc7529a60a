package org.resnetstudio.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resnetstudio.job.EngineChoice;
import org.resnetstudio.network.ResNetSpec;
import org.resnetstudio.network.Variants;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.training.TestEngines;

class EngineRatesTest {
    private static final ResNetSpec RESNET20 = Variants.spec("resnet20", 32, 10);
    private static final Workload SMALL = Workload.standingFor(RESNET20);

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
        assertThat(choose(rates(50, 120))).isEqualTo(TestEngines.PYTORCH);
        assertThat(told)
                .containsExactly(
                        "measuring Deeplearning4j",
                        "measuring PyTorch",
                        "Training with PyTorch: Deeplearning4j 50 images/s, PyTorch 120 images/s.");
        Files.delete(folder.resolve("rates.json"));
        assertThat(choose(rates(130, 120))).isEqualTo(TestEngines.DL4J);
    }

    @Test
    void eachNetworkIsMeasuredOnceWithTheWorkThatStandsForItsFamily() throws Exception {
        choose(rates(50, 120));
        choose(rates(1, 1));
        assertThat(measured).containsExactly("DL4J resnet20", "PYTORCH resnet20");
        assertThat(rates(1, 1).remembered().get(SMALL))
                .isEqualTo(new EngineComparison(Map.of(TestEngines.DL4J, 50.0, TestEngines.PYTORCH, 120.0), Map.of()));
        rates(1, 1).compare(Workload.standingFor(Variants.spec("resnet101", 224, 3)), progress);
        assertThat(measured).hasSize(4).last().isEqualTo("PYTORCH resnet50");
    }

    /** What is wrong with one network says nothing of another one of its family. */
    @Test
    void anEngineThatIsLeftOutForOneNetworkIsStillTheFasterOneForAnother() throws Exception {
        assertThat(choose(rates(50, 120))).isEqualTo(TestEngines.PYTORCH);
        EngineRates broken = PretendRates.of(folder.resolve("rates.json"), true, (engine, family, cancelled) -> {
            if (engine.equals(TestEngines.PYTORCH)) {
                throw new IOException("It does not run.");
            }
            return 50;
        });
        assertThat(broken.choose(Variants.spec("resnet32", 32, 10), 8, EngineChoice.AUTO, progress)
                        .engine())
                .isEqualTo(TestEngines.DL4J);
        assertThat(choose(rates(1, 1))).isEqualTo(TestEngines.PYTORCH);
    }

    @Test
    void whereNothingCanBeKeptTheFasterEngineIsChosenAllTheSame() throws Exception {
        Path file = Files.createFile(folder.resolve("no-folder"));
        EngineRates rates = PretendRates.of(
                file.resolve("rates.json"),
                true,
                (engine, family, cancelled) -> engine.equals(TestEngines.DL4J) ? 130 : 120);
        assertThat(choose(rates)).isEqualTo(TestEngines.DL4J);
    }

    @Test
    void allIsMeasuredAgainOnRequest() throws Exception {
        rates(50, 120).compare(SMALL, progress);
        rates(60, 70).compare(SMALL, progress);
        assertThat(measured).hasSize(2);
        assertThat(rates(60, 70).compareAgain(SMALL, progress).rate(TestEngines.DL4J))
                .contains(60.0);
        assertThat(measured).hasSize(4);
    }

    @Test
    void whatIsRememberedIsTheSameInTheNextProcessAndForEveryFamily() throws Exception {
        assertThat(rates(50, 120).remembered())
                .containsOnlyKeys(Workload.FAMILIES)
                .allSatisfy((family, known) -> assertThat(known).isEqualTo(EngineComparison.UNKNOWN));
        EngineComparison compared = rates(50, 120).compare(SMALL, progress);
        assertThat(compared.isComplete()).isTrue();
        assertThat(rates(1, 1).remembered())
                .containsEntry(SMALL, compared)
                .containsEntry(Workload.standingFor(Variants.spec("mini", 64, 3)), EngineComparison.UNKNOWN);
    }

    @Test
    void anEngineThatDoesNotWorkIsNeverChosenAndItsReasonIsRemembered() throws Exception {
        EngineRates rates = PretendRates.of(folder.resolve("rates.json"), true, (engine, work, cancelled) -> {
            if (engine.equals(TestEngines.PYTORCH)) {
                throw new IOException("Its native library does not run on this machine.");
            }
            return 3;
        });
        assertThat(choose(rates)).isEqualTo(TestEngines.DL4J);
        assertThat(told)
                .endsWith(
                        "Training with Deeplearning4j.",
                        "Deeplearning4j could not be compared with anything on this computer.",
                        "PyTorch cannot be used here: Its native library does not run on this machine.");
        EngineComparison known = rates(3, 5).remembered().get(SMALL);
        assertThat(known.isComplete()).isTrue();
        assertThat(known.rate(TestEngines.DL4J)).contains(3.0);
        assertThat(known.problem(TestEngines.PYTORCH).map(Sentence::english))
                .contains("Its native library does not run on this machine.");
        assertThat(choose(rates(3, 5))).as("it is tried again").isEqualTo(TestEngines.PYTORCH);
        assertThat(measured).containsExactly("DL4J resnet20", "PYTORCH resnet20");
    }

    @Test
    void whereThereIsNoLibtorchTheOtherEngineIsChosen() throws Exception {
        EngineRates rates = PretendRates.of(folder.resolve("rates.json"), false, (engine, work, cancelled) -> 7);
        assertThat(choose(rates)).isEqualTo(TestEngines.DL4J);
        assertThat(told).contains("Training with Deeplearning4j.");
        assertThat(rates.compare(SMALL, progress).imagesPerSecond()).containsExactly(Map.entry(TestEngines.DL4J, 7.0));
        assertThat(rates.remembered().get(SMALL).problem(TestEngines.PYTORCH).map(Sentence::english))
                .contains("libtorch does not exist for this system.");
    }

    @Test
    void whatWasKnownBeforeACancellationIsRemembered() throws Exception {
        rates(40, 50).compare(SMALL, progress);
        EngineRates rates = PretendRates.of(folder.resolve("rates.json"), true, (engine, work, cancelled) -> {
            throw new CancellationException();
        });
        assertThatThrownBy(() -> rates.compareAgain(SMALL, progress)).isInstanceOf(CancellationException.class);
        assertThat(rates.remembered().get(SMALL).rate(TestEngines.DL4J)).contains(40.0);
    }

    @Test
    void aDamagedFileIsMeasuredAnew() throws Exception {
        Files.writeString(folder.resolve("rates.json"), "{\"machine\":");
        assertThat(choose(rates(1, 2))).isEqualTo(TestEngines.PYTORCH);
        assertThat(measured).hasSize(2);
    }

    private EngineChoice choose(EngineRates rates) throws IOException, InterruptedException {
        EngineSelection selection = rates.choose(RESNET20, 8, EngineChoice.AUTO, progress);
        told.add(selection.sentence());
        selection.notes().forEach(note -> told.add(note.english()));
        return selection.engine();
    }

    private EngineRates rates(double dl4j, double pytorch) {
        return PretendRates.of(folder.resolve("rates.json"), true, (engine, work, cancelled) -> {
            measured.add(engine.shortName().toUpperCase(Locale.ROOT) + " " + work.network());
            return engine.equals(TestEngines.DL4J) ? dl4j : pytorch;
        });
    }
}
