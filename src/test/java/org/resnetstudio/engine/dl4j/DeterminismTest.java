package org.resnetstudio.engine.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeterminismTest {
    @Test
    void anotherProcessGetsTheSameBits() throws Exception {
        assertThat(inAnotherProcess()).contains("fingerprint ").isEqualTo(inAnotherProcess());
    }

    private static String inAnotherProcess() throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                TrainingFingerprint.class.getName());
        Map<String, String> environment = builder.environment();
        environment.put("OMP_NUM_THREADS", "2");
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output.lines()
                .filter(line -> line.startsWith("fingerprint"))
                .findFirst()
                .orElse(output);
    }
}
