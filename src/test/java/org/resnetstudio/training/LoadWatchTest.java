package org.resnetstudio.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class LoadWatchTest {
    @TempDir
    Path proc;

    @Test
    void otherProgramsAreWhatIsBusyAndNotOurs() throws Exception {
        write("0-1", 100, 1000, 50);
        OtherPrograms others = new OtherPrograms(proc);
        // 200 ticks later: both processors are busy, and 150 of the 200 ticks are this process's
        write("0-1", 200, 1000, 200);
        assertThat(others.busySinceLastAsked()).isEqualTo(0.5);
        assertThat(others.busySinceLastAsked()).isZero();
    }

    @Test
    void processorsThatAreNotOursDoNotCount() throws Exception {
        write("0", 100, 1000, 0);
        OtherPrograms others = new OtherPrograms(proc);
        write("0", 200, 1000, 100);
        assertThat(others.busySinceLastAsked()).isZero();
        assertThat(OtherPrograms.allowed(List.of("Name:\tjava", "Cpus_allowed_list:\t0-2,5"))
                        .toString())
                .isEqualTo("{0, 1, 2, 5}");
    }

    @Test
    void aSystemThatTellsNothingIsSaidSo() throws Exception {
        write("7", 100, 1000, 0);
        assertThatThrownBy(() -> new OtherPrograms(proc)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> new OtherPrograms(proc.resolve("none"))).isInstanceOf(IOException.class);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void thisMachineTells() throws Exception {
        OtherPrograms others = new OtherPrograms(Path.of("/proc"));
        assertThat(others.busySinceLastAsked())
                .isBetween(0.0, Runtime.getRuntime().availableProcessors() + 0.5);
    }

    @Test
    void itYieldsSoonAndReturnsLate() {
        LoadWatch.Decision decision = new LoadWatch.Decision(0);
        assertThat(decision.after(0.9)).as("one moment is nothing").isFalse();
        assertThat(decision.after(0.1)).isFalse();
        assertThat(decision.after(0.9)).isFalse();
        assertThat(decision.after(0.9)).isTrue();
        for (int turn = 0; turn < 5; turn++) {
            assertThat(decision.after(0.05)).isTrue();
        }
        assertThat(decision.after(0.2)).as("still something going on").isTrue();
        for (int turn = 0; turn < 5; turn++) {
            assertThat(decision.after(0.05)).isTrue();
        }
        assertThat(decision.after(0.05)).isFalse();
    }

    @Test
    void processorsThatAreLeftOverMayBeBusy() {
        LoadWatch.Decision decision = new LoadWatch.Decision(2);
        for (int turn = 0; turn < 10; turn++) {
            assertThat(decision.after(2.2)).isFalse();
        }
        assertThat(decision.after(2.4)).isFalse();
        assertThat(decision.after(2.4)).isTrue();
    }

    /** Two processors, each busy for so many ticks and idle for others. */
    private void write(String allowed, long busy, long idle, long own) throws IOException {
        Files.createDirectories(proc.resolve("self"));
        Files.writeString(proc.resolve("self/status"), "Name:\tjava\nCpus_allowed_list:\t" + allowed + "\n");
        Files.writeString(
                proc.resolve("self/stat"), "7 (a (strange) name) S 1 2 3 4 5 6 7 8 9 10 " + own + " 0 0 0 20\n");
        String line = busy / 2 + " " + busy / 4 + " " + busy / 4 + " " + idle + " 5 0 0 0 0 0\n";
        Files.writeString(
                proc.resolve("stat"), "cpu  1 2 3 4 5 6 7 8 9 10\ncpu0 " + line + "cpu1 " + line + "intr 1 2\n");
    }
}
