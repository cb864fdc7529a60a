package org.resnetstudio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.resnetstudio.runs.RunFolder;

/** What a desktop or a script writes on a trainer's standard input. */
@Timeout(60)
class RunRequestsTest {
    @TempDir
    private Path run;

    private final PrintStream usual = System.err;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private PipedOutputStream lines;
    private RunRequests requests;

    @BeforeEach
    void listen() throws Exception {
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        lines = new PipedOutputStream();
        requests = new RunRequests(run, new PipedInputStream(lines), false);
    }

    @AfterEach
    void close() throws Exception {
        lines.close();
        requests.close();
        System.setErr(usual);
    }

    private void say(String line) throws Exception {
        lines.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        lines.flush();
    }

    private static void until(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            Thread.sleep(Duration.ofMillis(20).toMillis());
        }
    }

    private String errors() {
        return said.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aStopIsALine() throws Exception {
        assertThat(requests.control().stopRequested()).isFalse();
        say("stop");
        until(requests.control()::stopRequested);
        assertThat(errors()).isEmpty();
    }

    /** A file of before is for the trainer that had the run then. */
    @Test
    void aStopIsAFileInTheFolderOfTheRun() throws Exception {
        Files.createFile(run.resolve("stop"));
        until(requests.control()::stopRequested);
    }

    @Test
    void linesInAFileInTheFolderOfTheRunAskForTheSame() throws Exception {
        Path file = run.resolve(RunFolder.REQUESTS);
        Files.writeString(file, "pause\nhalt");
        assertThat(requests.control().stopRequested()).isFalse(); // half a line is no request yet
        Files.writeString(file, " now\nstop\n", StandardOpenOption.APPEND);
        until(requests.control()::stopRequested);
        assertThat(errors().lines()).singleElement().asString().contains("\"halt now\"");
    }

    @Test
    void whatStoodInTheFileBeforeWasForTheTrainerOfThen() throws Exception {
        requests.close();
        Files.writeString(run.resolve(RunFolder.REQUESTS), "stop\n");
        requests = new RunRequests(run, InputStream.nullInputStream(), false);
        for (int look = 0; look < 5; look++) {
            assertThat(requests.control().stopRequested()).isFalse();
            Thread.sleep(100);
        }
    }

    @Test
    void theEndOfTheInputIsNoStop() throws Exception {
        say("");
        lines.close();
        Thread.sleep(200);
        assertThat(requests.control().stopRequested()).isFalse();
        assertThat(errors()).isEmpty();
    }

    @Test
    void linesThatSayNothingAreToldAndThoseBehindThemHeard() throws Exception {
        say("halt");
        say("learning-rate");
        say("learning-rate 0,5");
        say("learning-rate 11");
        say("  stop  ");
        until(requests.control()::stopRequested);
        assertThat(errors().lines())
                .containsExactly(
                        "The trainer was asked for \"halt\", which it does not know; it knows stop, pause, continue,"
                                + " checkpoint, learning-rate, epochs and patience with a number, and augment with a list.",
                        "The run goes on as before, because learning-rate needs one number behind it, such as"
                                + " learning-rate 0.01.",
                        "The run goes on as before, because learning-rate needs one number behind it, such as"
                                + " learning-rate 0.01.",
                        "The learning rate must be above 0 and at most 10, not 11.0.");
    }
}
