package org.resnetstudio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.resnetstudio.training.TrainingException;

class MainTest {
    @Test
    void everyCommandExplainsItself() {
        for (String command :
                List.of("train", "evaluate", "classify", "export", "network", "import", "labels", "doctor")) {
            Cli result = Cli.run(command, "--help");
            assertThat(result.code()).as(command).isZero();
            assertThat(result.out()).as(command).startsWith("Usage: studio " + command);
        }
    }

    @Test
    void withoutACommandItSaysSo() {
        Cli result = Cli.run();

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("No command was given.").contains("studio --help");
    }

    @Test
    void tellsItsVersion() {
        Cli result = Cli.run("--version");

        assertThat(result.code()).isZero();
        assertThat(result.out()).matches("(?s)ResNet Studio \\d+\\.\\d+\\.\\d+.*Java .*");
    }

    @Test
    void foreseenFailuresAreTheirOwnSentence() {
        assertThat(report(new TrainingException("One picture\nis too few."))).isEqualTo("One picture is too few.");
    }

    @Test
    void failuresOfTheFileSystemSayWhichFileAndWhatToDo() {
        assertThat(report(new NoSuchFileException("a/b"))).isEqualTo("There is no file or folder a/b: check the path.");
        assertThat(report(new AccessDeniedException("a/b"))).contains("a/b").contains("permissions");
        assertThat(report(new FileSystemException("a/b", null, "No space left on device")))
                .startsWith("The disk is full")
                .contains("a/b");
        assertThat(report(new IOException("No space left on device"))).startsWith("The disk is full");
    }

    @Test
    void unforeseenFailuresAreOneLineAndLeaveTheirDetailsInAFile() throws IOException {
        String line = report(new IllegalStateException("oops"));

        assertThat(line.lines()).hasSize(1);
        assertThat(line).contains("IllegalStateException (oops)").endsWith(".log.");
        Path log =
                Path.of(line.substring(line.indexOf("with the file ") + "with the file ".length(), line.length() - 1));
        assertThat(log).content().contains("at " + MainTest.class.getName());
        Files.delete(log);
    }

    @Test
    void anIllegalArgumentOfSomebodyElseIsNotTakenForASentence() {
        String line;
        try {
            line = String.valueOf(Integer.parseInt("x"));
        } catch (NumberFormatException e) {
            line = report(e);
        }
        assertThat(line).startsWith("Something went wrong that should not have");
    }

    private static String report(Throwable failure) {
        StringWriter err = new StringWriter();
        assertThat(FailureReport.print(failure, new PrintWriter(err))).isEqualTo(1);
        return err.toString().strip();
    }
}
