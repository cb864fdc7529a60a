package org.resnetstudio.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

class DamagedPicturesTest {
    private static final int ROUNDS = 60;

    @Test
    void damagedPicturesNeitherEndTheProcessNorTakeItsMemory() throws IOException, InterruptedException {
        long seed = ThreadLocalRandom.current().nextInt(1_000_000);
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx96m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        PictureFuzz.class.getName(),
                        Long.toString(seed),
                        Integer.toString(ROUNDS))
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as("seed %d: %s", seed, output).isZero();
        assertThat(output).contains("seed " + seed + ": decoded ");
    }
}
