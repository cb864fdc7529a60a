package org.resnetstudio.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLockTest {
    @TempDir
    Path folder;

    /** A process that holds a run until it is killed. */
    static final class Holder {
        private Holder() {}

        public static void main(String[] arguments) throws Exception {
            try (RunLock lock = RunLock.take(Path.of(arguments[0]))) {
                System.out.println("held " + lock.folder());
                System.in.read();
            }
        }
    }

    private Process hold(Path run) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        run.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader lines = process.inputReader();
        assertThat(lines.readLine()).isEqualTo("held " + run);
        return process;
    }

    @Test
    void anotherProcessIsRefusedUntilTheFirstOneIsGone() throws Exception {
        Path run = folder.resolve("run");
        Process process = hold(run);
        try {
            assertThatThrownBy(() -> RunLock.take(run))
                    .isInstanceOf(TrainingException.class)
                    .hasMessage("A trainer is at work on " + run + " already: wait for it or stop it.");
            assertThat(run).isDirectory();
        } finally {
            process.destroyForcibly().waitFor();
        }
        try (RunLock lock = RunLock.take(run)) {
            assertThat(lock.folder().resolve(RunLock.FILE)).exists();
        }
    }

    @Test
    void aFolderThatWasMadeForNothingIsTakenAway() throws Exception {
        Path run = folder.resolve("run");
        RunLock.take(run).close();
        assertThat(run).doesNotExist();

        try (RunLock lock = RunLock.take(run)) {
            Files.writeString(lock.folder().resolve("notes.txt"), "somebody's");
        }
        assertThat(run).isDirectoryContaining("glob:**notes.txt");
    }

    @Test
    void theFolderOfARunStays() throws Exception {
        Path run = folder.resolve("run");
        try (RunLock lock = RunLock.take(run)) {
            Files.writeString(lock.folder().resolve("run.json"), "{}");
        }
        assertThat(run.resolve("run.json")).exists();
    }
}
