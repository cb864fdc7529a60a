package org.resnetstudio.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.resnetstudio.engine.Device;
import org.resnetstudio.engine.EngineReport;
import org.resnetstudio.training.TestEngines;
import org.resnetstudio.training.TrainerCommand;

class ProbeProcessTest {
    @Test
    void deeplearning4jAnswersFromAProcessOfItsOwn() throws Exception {
        EngineProbe probe = ProbeProcess.start(TestEngines.DL4J).answer();

        EngineReport found = probe.found().orElseThrow(() -> new AssertionError(probe.failure()));
        assertThat(found.description()).startsWith("Deeplearning4j 1.");
        assertThat(found.device().memoryBytes()).isPositive();
        EngineReport.Loops loops = found.loops().orElseThrow();
        assertThat(loops.matrixLibrary()).isNotBlank();
        assertThat(loops.threads()).isPositive();
    }

    @Test
    void pytorchAnswersFromAProcessOfItsOwn() throws Exception {
        assumeTrue(TestEngines.PYTORCH.provider().missing().isEmpty(), "libtorch exists for this system");

        EngineProbe probe = ProbeProcess.start(TestEngines.PYTORCH).answer();

        EngineReport found = probe.found().orElseThrow(() -> new AssertionError(probe.failure()));
        assertThat(found.description()).startsWith("PyTorch 2.");
        assertThat(found.device().name()).isNotBlank();
    }

    @Test
    void anAnswerIsFoundBehindTheNoiseOfLibraries() throws Exception {
        EngineProbe probe = pretend("answer", Duration.ofMinutes(1));

        assertThat(probe.found())
                .contains(new EngineReport(
                        "PyTorch 2.5.1",
                        new Device(Device.Kind.CUDA, "Tesla T4", 16),
                        "",
                        Optional.empty(),
                        List.of()));
        assertThat(probe.usesCard()).isTrue();
    }

    @Test
    void aCrashIsOneSentence() throws Exception {
        assertThat(failure("crash", Duration.ofMinutes(1)))
                .matches(
                        "PyTorch crashed when it was loaded \\((signal SIG|EXCEPTION_)\\w+.*\\): update the system and the graphics"
                                + " card's driver, or use the other engine\\.");
    }

    @Test
    void aHangEndsWithTheTimeLimit() throws Exception {
        assertThat(failure("hang", Duration.ofSeconds(3)))
                .isEqualTo(
                        "PyTorch gave no answer within 3 seconds: close other programs or restart the machine, and try"
                                + " again.");
    }

    @Test
    void aLackOfMemoryIsOneSentence() throws Exception {
        assertThat(failure("memory", Duration.ofMinutes(1)))
                .isEqualTo("PyTorch found too little memory to be loaded: close other programs, and try again.");
    }

    @Test
    void whatTheEngineComplainsAboutIsPassedOn() throws Exception {
        assertThat(failure("complain", Duration.ofMinutes(1)))
                .isEqualTo("PyTorch needs a newer C library: train with --engine dl4j.");
    }

    private static String failure(String behaviour, Duration limit) throws Exception {
        EngineProbe probe = pretend(behaviour, limit);
        assertThat(probe.found()).isEmpty();
        return probe.failure();
    }

    private static EngineProbe pretend(String behaviour, Duration limit) throws Exception {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                PretendProbe.class.getName(),
                behaviour);
        return ProbeProcess.start(TestEngines.PYTORCH, new TrainerCommand(command, Map.of()), limit)
                .answer();
    }
}
