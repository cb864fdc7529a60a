package org.resnetstudio.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class HardwareTest {
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofSeconds(30);

    @Test
    void aNumberIsTakenAndNothingElse() {
        assertThat(Hardware.answer(List.of("echo", "12"), LONG)).isEqualTo(12);
        assertThat(Hardware.answer(List.of("echo", "twelve"), LONG)).isZero();
        assertThat(Hardware.answer(List.of("sh", "-c", "echo 12; exit 1"), LONG))
                .isZero();
        assertThat(Hardware.answer(List.of("no-such-command-of-any-system"), LONG))
                .isZero();
    }

    /** Also where it keeps its output open and says nothing: reading that would wait for ever. */
    @Test
    void aCommandThatHangsIsGivenUpAndEnded() {
        Set<Long> before = children();

        assertThat(Hardware.answer(List.of("sleep", "600"), SHORT)).isZero();

        assertThat(children()).isSubsetOf(before);
    }

    @Test
    void whereTheSystemListsNoCoresThereAreNone(@TempDir Path folder) {
        assertThat(Hardware.linuxCores(folder.resolve("cpuinfo"))).isZero();
    }

    private static Set<Long> children() {
        return ProcessHandle.current().children().map(ProcessHandle::pid).collect(Collectors.toSet());
    }
}
