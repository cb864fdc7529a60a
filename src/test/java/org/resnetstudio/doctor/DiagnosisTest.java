package org.resnetstudio.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.resnetstudio.engine.ComputeCapability;
import org.resnetstudio.engine.Device;
import org.resnetstudio.engine.EngineReport;
import org.resnetstudio.engine.GraphicsCard;
import org.resnetstudio.engine.NvidiaSmi;
import org.resnetstudio.job.EngineChoice;
import org.resnetstudio.training.TestEngines;

class DiagnosisTest {
    private static final String NEW_DRIVER = "570.86.15";
    private static final Device PROCESSOR = new Device(Device.Kind.CPU, "processor", 8L << 30);

    private static final EngineProbe DL4J = probe(TestEngines.DL4J, PROCESSOR, "");
    private static final EngineProbe PYTORCH = probe(TestEngines.PYTORCH, PROCESSOR, "");

    private final GraphicsCard ampere = card("NVIDIA GeForce RTX 3060", "8.6", NEW_DRIVER);

    @Test
    void withoutACardTheProcessorIsUsedAndNothingIsAmiss() {
        Diagnosis diagnosis = on(nothing(), false, "cpu", DL4J, PYTORCH);

        assertThat(diagnosis.reason())
                .isEqualTo("Training uses the processor, because no NVIDIA graphics card was found.");
        assertThat(diagnosis.advice()).isEmpty();
        assertThat(diagnosis.device()).contains(PROCESSOR);
    }

    @Test
    void aCardThatIsUsedNeedsNoAdvice() {
        EngineProbe onCard = probe(TestEngines.PYTORCH, ampere.device(), "");
        Diagnosis one = on(seeing(ampere), false, "cu124", DL4J, onCard);
        assertThat(one.reason()).isEqualTo("Training uses the graphics card NVIDIA GeForce RTX 3060 with PyTorch.");
        assertThat(one.advice()).isEmpty();
        assertThat(one.device()).contains(ampere.device());

        Diagnosis both = on(seeing(ampere), true, "cu124", probe(TestEngines.DL4J, ampere.device(), ""), onCard);
        assertThat(both.reason()).endsWith("with PyTorch and Deeplearning4j.");
    }

    @Test
    void aBuildForTheProcessorNamesTheProfileForTheCard() {
        Diagnosis diagnosis = on(seeing(ampere), false, "cpu", DL4J, PYTORCH);
        assertThat(diagnosis.reason())
                .isEqualTo(
                        "Training uses the processor, because this build has no CUDA libraries for the NVIDIA GeForce"
                                + " RTX 3060.");
        assertThat(diagnosis.advice())
                .containsExactly(
                        "There is an NVIDIA GeForce RTX 3060 (compute capability 8.6), but this build trains on"
                                + " the processor only: build with STUDIO_MAVEN_ARGS=-Pcuda-pytorch to train on the card.");

        assertThat(adviceFor(card("Tesla K80", "3.7", "470.57.02"), false, "cpu"))
                .endsWith("build with STUDIO_MAVEN_ARGS=-Pcuda to train on the card.");
        assertThat(adviceFor(card("Tesla T4", "7.5", "470.57.02"), false, "cpu"))
                .as("its driver is too old for CUDA 12, but not for 11")
                .endsWith("build with STUDIO_MAVEN_ARGS=-Pcuda to train on the card.");
        assertThat(adviceFor(card("Tesla T4", "7.5", "440.33"), false, "cpu"))
                .endsWith("update its driver to 525.60.13 or newer (https://www.nvidia.com/drivers) and build with"
                        + " STUDIO_MAVEN_ARGS=-Pcuda-pytorch to train on the card.");
        assertThat(adviceFor(card("NVIDIA GeForce RTX 5090", "12.0", NEW_DRIVER), false, "cpu"))
                .contains("libtorch with CUDA 12.8 by PYTORCH_LIBRARY_PATH");
        assertThat(adviceFor(card("GeForce GTX 680", "3.0", "470.57.02"), false, "cpu"))
                .endsWith("the card is too old for the CUDA libraries, so stay with the processor.");
    }

    @Test
    void aCardTooNewForDeeplearning4jIsSentToPyTorch() {
        GraphicsCard hopper = card("NVIDIA H100", "9.0", NEW_DRIVER);
        assertThat(adviceFor(hopper, true, "cpu"))
                .isEqualTo(
                        "The NVIDIA H100 (compute capability 9.0) is too new for Deeplearning4j's CUDA 11.6, which ends"
                                + " with compute capability 8.9: build with STUDIO_MAVEN_ARGS=-Pcuda-pytorch.");
        assertThat(on(seeing(hopper), true, "cu124", DL4J, probe(TestEngines.PYTORCH, hopper.device(), ""))
                        .advice())
                .singleElement()
                .asString()
                .endsWith("train with --engine pytorch.");
        assertThat(adviceFor(card("NVIDIA B200", "10.0", NEW_DRIVER), true, "cpu"))
                .endsWith("give PyTorch a libtorch with CUDA 12.8 by PYTORCH_LIBRARY_PATH, as the README describes.");
    }

    @Test
    void aDriverTooOldForTheBuildIsNamedWithTheOldestThatWorks() {
        assertThat(adviceFor(card("Tesla T4", "7.5", "470.57.02"), false, "cu124"))
                .isEqualTo(
                        "The driver 470.57.02 of the Tesla T4 is too old for CUDA 12.4: update it to 525.60.13 or newer"
                                + " from https://www.nvidia.com/drivers.");
        assertThat(adviceFor(card("Tesla T4", "7.5", "440.33"), true, "cpu"))
                .contains("too old for CUDA 11.6: update it to 450.80.02 or newer");
        Graphics windows = new Graphics(
                new NvidiaSmi.Answer(List.of(card("Tesla T4", "7.5", "511.23")), true, ""), false, false, true);
        assertThat(on(windows, false, "cu124", DL4J, PYTORCH).advice())
                .singleElement()
                .asString()
                .contains("528.33");
    }

    @Test
    void libtorchsLimitsAreToldWithWhatElseThereIs() {
        assertThat(adviceFor(card("Tesla K80", "3.7", NEW_DRIVER), false, "cu124"))
                .endsWith("build with STUDIO_MAVEN_ARGS=-Pcuda to train on it with Deeplearning4j.");
        assertThat(adviceFor(card("NVIDIA GeForce RTX 5090", "12.0", NEW_DRIVER), false, "cu124"))
                .contains("too new for this libtorch's CUDA 12.4");
        assertThat(adviceFor(card("NVIDIA GeForce RTX 5090", "12.0", NEW_DRIVER), false, "cu128"))
                .as("a libtorch that the user brought")
                .startsWith("PyTorch cannot use the NVIDIA GeForce RTX 5090");
    }

    @Test
    void aCardThatFailsIsQuoted() {
        EngineProbe failing = probe(TestEngines.PYTORCH, PROCESSOR, "CUDA error: out of memory");
        Diagnosis diagnosis = on(seeing(ampere), false, "cu124", DL4J, failing);
        assertThat(diagnosis.reason())
                .isEqualTo(
                        "Training uses the processor, because this build's CUDA libraries cannot use the NVIDIA GeForce"
                                + " RTX 3060.");
        assertThat(diagnosis.advice())
                .containsExactly(
                        "PyTorch cannot use the NVIDIA GeForce RTX 3060 (compute capability 8.6) (CUDA error: out"
                                + " of memory): close other programs that use it, restart the machine, or update its driver from"
                                + " https://www.nvidia.com/drivers.");
    }

    @Test
    void aCardWithoutAWorkingDriverIsToldApartFromNone() {
        assertThat(on(new Graphics(nothing().answer(), false, true, false), false, "cpu", DL4J, PYTORCH)
                        .advice())
                .containsExactly("There is an NVIDIA graphics card, but its driver is not loaded: install it from"
                        + " https://www.nvidia.com/drivers.");
        assertThat(on(new Graphics(nothing().answer(), true, true, false), false, "cpu", DL4J, PYTORCH)
                        .advice())
                .singleElement()
                .asString()
                .contains("start a container with --gpus all");
        NvidiaSmi.Answer broken = new NvidiaSmi.Answer(List.of(), true, "NVIDIA-SMI has failed.");
        Diagnosis diagnosis = on(new Graphics(broken, true, true, false), false, "cpu", DL4J, PYTORCH);
        assertThat(diagnosis.reason()).endsWith("because the NVIDIA graphics card cannot be reached.");
        assertThat(diagnosis.advice())
                .singleElement()
                .asString()
                .startsWith("NVIDIA's driver does not answer (NVIDIA-SMI has failed.): restart the machine");
    }

    @Test
    void anEngineThatDoesNotWorkLeavesTheOther() {
        EngineProbe broken = EngineProbe.failing(TestEngines.PYTORCH, "PyTorch crashed: update the system.");
        Diagnosis one = on(nothing(), false, "cpu", DL4J, broken);
        assertThat(one.reason()).startsWith("Training uses the processor");
        assertThat(one.advice())
                .containsExactly(
                        "Deeplearning4j is used, because PyTorch does not work here. PyTorch crashed: update the"
                                + " system.");

        EngineProbe alsoBroken = EngineProbe.failing(TestEngines.DL4J, "ND4J does not run.");
        Diagnosis none = on(nothing(), false, "cpu", alsoBroken, broken);
        assertThat(none.reason()).isEqualTo("Nothing can be trained here, because neither engine works.");
        assertThat(none.advice()).containsExactly("PyTorch crashed: update the system.", "ND4J does not run.");
        assertThat(none.device()).isEmpty();
    }

    private static String adviceFor(GraphicsCard card, boolean deeplearning4jCuda, String libtorch) {
        List<String> advice =
                on(seeing(card), deeplearning4jCuda, libtorch, DL4J, PYTORCH).advice();
        assertThat(advice).hasSize(1);
        return advice.get(0);
    }

    private static Diagnosis on(
            Graphics graphics, boolean deeplearning4jCuda, String libtorch, EngineProbe dl4j, EngineProbe pytorch) {
        return new Diagnosis(
                graphics,
                List.of(
                        new ExaminedEngine(dl4j, true, Optional.of(TestEngines.dl4jCuda(deeplearning4jCuda))),
                        new ExaminedEngine(pytorch, true, Optional.of(TestEngines.pytorchCuda(libtorch)))));
    }

    private static EngineProbe probe(EngineChoice engine, Device device, String cardProblem) {
        return EngineProbe.working(
                engine, new EngineReport(engine.title() + " 1", device, cardProblem, Optional.empty(), List.of()));
    }

    private static Graphics nothing() {
        return new Graphics(new NvidiaSmi.Answer(List.of(), false, ""), false, false, false);
    }

    private static Graphics seeing(GraphicsCard card) {
        return new Graphics(new NvidiaSmi.Answer(List.of(card), true, ""), true, true, false);
    }

    private static GraphicsCard card(String name, String capability, String driver) {
        return new GraphicsCard(name, 12L << 30, ComputeCapability.parse(capability), driver);
    }
}
