package org.resnetstudio.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.runs.TrainingException;

class MainTest {
    @Test
    void everyCommandExplainsItself() {
        for (String command :
                List.of("train", "evaluate", "classify", "export", "network", "import", "labels", "doctor", "bench")) {
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
        assertThat(report(new TrainingException(Sentence.inWords("One picture\nis too few."))))
                .isEqualTo("One picture is too few.");
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
        assertThat(FailureReport.print(failure, new PrintWriter(PrintWriter.nullWriter()), new PrintWriter(err)))
                .isEqualTo(1);
        return err.toString().strip();
    }

    @Test
    void numbersThatAreNoneAreRefusedInPlainWords() {
        assertThat(usageError("--epochs", "1.5")).contains("--epochs", "'1.5' is not a whole number");
        assertThat(usageError("--epochs", "99999999999")).contains("--epochs", "2147483647");
        assertThat(usageError("--learning-rate", "abc")).contains("--learning-rate", "'abc' is not a number");
        assertThat(usageError("--seed", "x")).contains("--seed", "'x' is not a whole number");
        assertThat(usageError("--image-size", "big")).contains("--image-size", "'big' is not a whole number");
    }

    private static String usageError(String option, String value) {
        Cli result = Cli.run("train", "--data", "d", "--out", "o", option, value);
        assertThat(result.code()).isEqualTo(2);
        return result.err();
    }

    @Test
    void aFullDiskBehindStandardOutputIsAFailureAndAReaderWhoLeftIsNone() throws IOException {
        ResultStream full = new ResultStream(failing("No space left on device"));
        ResultStream left = new ResultStream(failing("Broken pipe"));

        assertThatThrownBy(() -> full.write(1)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> left.write(new byte[] {1, 2})).isInstanceOf(IOException.class);

        assertThat(full.failure()).hasValue("No space left on device");
        assertThat(left.failure()).isEmpty();
    }

    private static OutputStream failing(String message) {
        return new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                throw new IOException(message);
            }
        };
    }

    @Test
    void whatHidesAFailureOfTheFileSystemIsTakenOff() {
        assertThat(report(new UncheckedIOException(new AccessDeniedException("a/b"))))
                .contains("a/b")
                .contains("permissions");
        assertThat(report(new FileSystemException("a/b", null, "Not a directory")))
                .contains("a/b")
                .contains("is a file and not a folder");
    }
}
