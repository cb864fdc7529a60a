package org.resnetstudio.engine.pytorch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.resnetstudio.engine.Way;

class SoundProcessorsTest {
    @TempDir
    Path root;

    @ParameterizedTest
    @CsvSource({
        "AuthenticAMD, false, MATRIX_PRODUCTS",
        "HygonGenuine, false, MATRIX_PRODUCTS",
        "AuthenticAMD, true, DIRECT",
        "GenuineIntel, false, DIRECT",
        "GenuineIntel, true, DIRECT"
    })
    void onlyAmdWithHiddenCachesNeedsTheSaferWayFromTheStart(String vendor, boolean caches, Way way)
            throws IOException {
        Path cpu = Files.createDirectories(root.resolve("sys/devices/system/cpu/cpu0"));
        if (caches) {
            Files.createDirectories(cpu.resolve("cache/index0"));
        }
        Files.createDirectories(root.resolve("proc"));
        Files.writeString(
                root.resolve("proc/cpuinfo"), "processor\t: 0\nvendor_id\t: " + vendor + "\ncpu family\t: 26\n");

        assertThat(SoundProcessors.linux(root).firstWay()).isEqualTo(way);
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void whereNothingIsToldNothingIsAssumed(boolean folder) throws IOException {
        if (folder) {
            Files.createDirectories(root.resolve("proc"));
        }
        assertThat(SoundProcessors.linux(root).firstWay()).isEqualTo(Way.DIRECT);
    }
}
