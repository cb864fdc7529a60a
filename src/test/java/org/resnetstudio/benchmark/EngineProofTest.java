package org.resnetstudio.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.resnetstudio.benchmark.PretendTrial.Behaviour;
import org.resnetstudio.engine.Way;
import org.resnetstudio.job.DeviceChoice;
import org.resnetstudio.job.EngineChoice;
import org.resnetstudio.network.ResNetSpec;
import org.resnetstudio.network.Variants;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.training.TestEngines;

/** Engines that crash, hang or compute wrong numbers are found out, in processes of their own, and are not used as they are. */
class EngineProofTest {
    private static final ResNetSpec NETWORK = Variants.spec("resnet20", 32, 3);
    private static final EngineWays DL4J =
            new EngineWays(TestEngines.DL4J, List.of(Way.DIRECT, Way.PLAIN), Optional.empty());
    private static final EngineWays PYTORCH = new EngineWays(
            TestEngines.PYTORCH, List.of(Way.DIRECT, Way.MATRIX_PRODUCTS, Way.SMALLER_INSTRUCTIONS), Optional.empty());
    private static final int LIMIT_SECONDS = 20;

    @TempDir
    Path folder;

    private final List<EngineChoice> tried = new ArrayList<>();
    private List<EngineWays> installed = List.of(DL4J, PYTORCH);
    private int limitSeconds = 120;
    private String machine = "this one";
    private final EngineRates.Progress progress = new EngineRates.Progress() {
        @Override
        public void measuring(EngineChoice engine) {
            tried.add(engine);
        }

        @Override
        public boolean isCancelled() {
            return false;
        }
    };

    @Test
    void twoSoundEnginesAreUsedDirectlyAndNothingIsSaid() throws Exception {
        EngineSelection selection = choose(TestEngines.PYTORCH, Map.of());
        assertThat(selection.engine()).isEqualTo(TestEngines.PYTORCH);
        assertThat(selection.way()).isEqualTo(Way.DIRECT);
        assertThat(selection.notes()).isEmpty();
        assertThat(tried).containsExactly(TestEngines.DL4J, TestEngines.PYTORCH);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            CRASH         | crashed in its native library (@CRASH@)
            OFF           | computed other numbers than Deeplearning4j (
            ONE_LAYER_OFF | computed other numbers than Deeplearning4j (layer2.0.conv2.weight is off by 5.0 %)
            LOSS_OFF      | computed other numbers than Deeplearning4j (loss 2.400000 instead of 2.300000 after 0 updates)
            NAN           | computed a loss that is not a number
            NAN_WEIGHTS   | computed other numbers than Deeplearning4j (conv1.weight is off by NaN %)
            """)
    void theNextSaferWayIsTakenAndTheReasonIsToldOnce(Behaviour behaviour, String reason) throws Exception {
        for (EngineChoice wanted : List.of(TestEngines.PYTORCH, EngineChoice.AUTO)) {
            EngineSelection selection =
                    choose(wanted, Map.of("pytorch direct", behaviour, "dl4j direct", Behaviour.RIGHT));
            if (selection.engine().equals(TestEngines.PYTORCH)) {
                assertThat(selection.way()).isEqualTo(Way.MATRIX_PRODUCTS);
                assertThat(selection.notes())
                        .singleElement()
                        .asString()
                        .startsWith(
                                "PyTorch computes 1x1 convolutions as matrix products on this computer, because in its"
                                        + " usual way it ")
                        .contains(reason.replace("5.0 %)", "").replace("@CRASH@", crash()))
                        .endsWith(".");
            }
        }
        assertThat(tried)
                .as("it is remembered")
                .containsExactly(TestEngines.DL4J, TestEngines.PYTORCH, TestEngines.PYTORCH);
    }

    @Test
    void anEngineThatHangsIsEnded() throws Exception {
        limitSeconds = LIMIT_SECONDS;
        EngineSelection selection = choose(TestEngines.PYTORCH, Map.of("pytorch direct", Behaviour.HANG));
        assertThat(selection.way()).isEqualTo(Way.MATRIX_PRODUCTS);
        assertThat(selection.notes().get(0).english())
                .endsWith("it gave no answer within " + LIMIT_SECONDS + " seconds.");
    }

    @ParameterizedTest
    @EnumSource(
            value = Behaviour.class,
            names = {"CRASH", "OFF", "NAN"})
    void anEngineThatIsWrongInEveryWayIsLeftOut(Behaviour behaviour) throws Exception {
        Map<String, Behaviour> wrong = Map.of(
                "pytorch direct", behaviour,
                "pytorch matrix-products", behaviour,
                "pytorch smaller-instructions", behaviour == Behaviour.OFF ? Behaviour.WILD : behaviour);
        EngineSelection selection = choose(EngineChoice.AUTO, wrong);
        assertThat(selection.engine()).isEqualTo(TestEngines.DL4J);
        assertThat(selection.notes()).singleElement().asString().startsWith("PyTorch cannot be used here: it c");
        assertThatThrownBy(() -> choose(TestEngines.PYTORCH, wrong))
                .isInstanceOf(UnusableEngineException.class)
                .hasMessageStartingWith("PyTorch cannot be used here: it ")
                .hasMessageEndingWith(" Train with --engine auto or another engine.");
    }

    @Test
    void theHomeEngineIsFoundOutByTheOtherOneAndByItsOwnSaferWay() throws Exception {
        EngineSelection selection = choose(TestEngines.DL4J, Map.of("dl4j direct", Behaviour.OFF));
        assertThat(selection.way()).isEqualTo(Way.PLAIN);
        assertThat(selection.notes())
                .singleElement()
                .asString()
                .startsWith(
                        "Deeplearning4j computes without oneDNN on this computer, because in its usual way it computed"
                                + " other numbers than PyTorch (");
        EngineSelection other = choose(TestEngines.PYTORCH, Map.of());
        assertThat(other.way()).isEqualTo(Way.DIRECT);
        assertThat(other.notes()).isEmpty();
    }

    @Test
    void whereNothingAgreesTheEngineThatAgreesWithItselfIsBelieved() throws Exception {
        Map<String, Behaviour> behaviours = Map.of("dl4j direct", Behaviour.WILD, "dl4j plain", Behaviour.WILD);
        EngineSelection selection = choose(EngineChoice.AUTO, behaviours);
        assertThat(selection.engine()).isEqualTo(TestEngines.PYTORCH);
        assertThat(selection.way()).isEqualTo(Way.DIRECT);
        assertThat(selection.notes()).singleElement().asString().startsWith("Deeplearning4j cannot be used here: it ");
    }

    @Test
    void anEngineThatIsAloneMustAgreeWithItself() throws Exception {
        installed = List.of(DL4J);
        assertThat(choose(EngineChoice.AUTO, Map.of()).notes()).isEmpty();
        assertThat(tried).hasSize(2);
        machine = "another one";
        assertThatThrownBy(() -> choose(EngineChoice.AUTO, Map.of("dl4j plain", Behaviour.OFF)))
                .isInstanceOf(UnusableEngineException.class)
                .hasMessage(
                        "Deeplearning4j cannot be used here: it computes other numbers in each of its ways, so none can"
                                + " be believed.");
    }

    @Test
    void anEngineThatNothingCanBeComparedWithIsUsedButNotSilently() throws Exception {
        Map<String, Behaviour> behaviours = Map.of(
                "pytorch direct", Behaviour.CRASH,
                "pytorch matrix-products", Behaviour.CRASH,
                "pytorch smaller-instructions", Behaviour.CRASH,
                "dl4j plain", Behaviour.CRASH);
        EngineSelection selection = choose(EngineChoice.AUTO, behaviours);
        assertThat(selection.engine()).isEqualTo(TestEngines.DL4J);
        assertThat(selection.notes())
                .map(Sentence::english)
                .containsExactly(
                        "Deeplearning4j could not be compared with anything on this computer.",
                        "PyTorch cannot be used here: it crashed in its native library (" + crash() + ").");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            COMPLAIN | PyTorch cannot be used here: PyTorch needs a newer C library than this system has: update the system.
            MEMORY   | PyTorch cannot be used here: it found too little memory (exit code 1).
            MUMBLE   | PyTorch cannot be used here: it gave an answer that cannot be read.
            """)
    void whatMayPassIsTriedAgainTheNextTime(Behaviour behaviour, String sentence) throws Exception {
        EngineSelection selection = choose(EngineChoice.AUTO, Map.of("pytorch direct", behaviour));
        assertThat(selection.engine()).isEqualTo(TestEngines.DL4J);
        assertThat(selection.notes()).map(Sentence::english).containsExactly(sentence);
        assertThat(choose(TestEngines.PYTORCH, Map.of()).way()).isEqualTo(Way.DIRECT);
    }

    @Test
    void anotherNetworkBatchOrMachineIsProvedAnew() throws Exception {
        choose(EngineChoice.AUTO, Map.of());
        rates(Map.of()).choose(NETWORK, 8, EngineChoice.AUTO, progress);
        assertThat(tried).hasSize(2);
        rates(Map.of()).choose(NETWORK, 16, EngineChoice.AUTO, progress);
        assertThat(tried).hasSize(4);
        rates(Map.of()).choose(Variants.spec("resnet20", 48, 3), 8, EngineChoice.AUTO, progress);
        assertThat(tried).hasSize(6);
        machine = "another one";
        choose(EngineChoice.AUTO, Map.of());
        assertThat(tried).hasSize(8);
    }

    @Test
    void aThirdEngineMustAgreeWithOneThatIsBelieved() throws Exception {
        EngineChoice third = new EngineChoice("third", "Third");
        installed = List.of(DL4J, PYTORCH, new EngineWays(third, List.of(Way.DIRECT, Way.PLAIN), Optional.empty()));
        EngineSelection right = choose(third, Map.of());
        assertThat(right.way()).isEqualTo(Way.DIRECT);
        assertThat(right.notes()).isEmpty();
        assertThat(tried).containsExactly(TestEngines.DL4J, TestEngines.PYTORCH, third);

        machine = "another one";
        EngineSelection safer = choose(third, Map.of("third direct", Behaviour.OFF));
        assertThat(safer.way()).isEqualTo(Way.PLAIN);
        assertThat(safer.notes()).singleElement().asString().contains("computed other numbers than");

        machine = "a third one";
        Map<String, Behaviour> wrong = Map.of("third direct", Behaviour.OFF, "third plain", Behaviour.OFF);
        assertThat(choose(EngineChoice.AUTO, wrong).notes())
                .singleElement()
                .asString()
                .startsWith("Third cannot be used here: it computed other numbers than");
    }

    @Test
    void withoutAnInstalledEngineTheFirstSaysWhatIsMissing() {
        installed = List.of(
                EngineWays.missing(TestEngines.DL4J, Sentence.inWords("its library is not in this installation.")));
        assertThatThrownBy(() -> choose(EngineChoice.AUTO, Map.of()))
                .isInstanceOf(UnusableEngineException.class)
                .hasMessage("Nothing can be trained, because no engine is installed: Deeplearning4j cannot be used,"
                        + " because its library is not in this installation.");
    }

    @Test
    void aDamagedMemoryIsProvedAnew() throws Exception {
        for (String damaged : List.of(
                "{\"machine\":",
                "[]",
                "{\"machine\":\"this one\",\"networks\":7}",
                "{\"machine\":\"this one\",\"networks\":{\"x\":7},\"families\":{\"resnet20 32 px, batch 32\":5}}")) {
            tried.clear();
            Files.writeString(folder.resolve("engines.json"), damaged);
            assertThat(choose(EngineChoice.AUTO, Map.of()).notes()).as(damaged).isEmpty();
            assertThat(tried).as(damaged).hasSize(2);
        }
    }

    @Test
    void aCancelledProofIsMadeAgain() throws Exception {
        EngineRates.Progress cancelled = new EngineRates.Progress() {
            @Override
            public void measuring(EngineChoice engine) {
                tried.add(engine);
            }

            @Override
            public boolean isCancelled() {
                return tried.size() == 2;
            }
        };
        assertThatThrownBy(() -> rates(Map.of()).choose(NETWORK, 8, EngineChoice.AUTO, cancelled))
                .isInstanceOf(CancellationException.class);
        tried.clear();
        choose(EngineChoice.AUTO, Map.of());
        assertThat(tried).hasSize(2);
    }

    @Test
    void nothingIsLeftWhereTheStudioWasStarted() throws Exception {
        choose(EngineChoice.AUTO, Map.of("pytorch direct", Behaviour.CRASH));
        try (var files = Files.list(Path.of(""))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .noneMatch(name -> name.startsWith("hs_err") || name.startsWith("core"));
        }
    }

    private static String crash() {
        return System.getProperty("os.name").startsWith("Windows") ? "EXCEPTION_ACCESS_VIOLATION" : "signal SIGSEGV";
    }

    private EngineSelection choose(EngineChoice wanted, Map<String, Behaviour> behaviours)
            throws IOException, InterruptedException {
        return rates(behaviours).choose(NETWORK, 8, wanted, progress);
    }

    private EngineRates rates(Map<String, Behaviour> behaviours) {
        Trials trials = new TrialProcess(
                DeviceChoice.CPU, arguments -> PretendTrial.command(arguments, behaviours), work -> limitSeconds);
        return new EngineRates(folder.resolve("engines.json"), installed, () -> machine, trials);
    }
}
