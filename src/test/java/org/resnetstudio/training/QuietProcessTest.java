package org.resnetstudio.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.problem.UserIOException;
import org.resnetstudio.runs.ExitCause;

class QuietProcessTest {
    private static final Duration LONG = Duration.ofMinutes(2);

    /** A program for {@link #command}. */
    public static final class Stand {
        private Stand() {}

        public static void main(String[] arguments) throws Exception {
            if (arguments[0].equals("hang")) {
                Thread.sleep(LONG.toMillis());
            }
            // more than a pipe holds
            System.out.print("x".repeat(200_000) + System.getenv("STAND_SAYS"));
            System.err.print("studio stand: last words\n\n");
            System.exit(Integer.parseInt(arguments[0]));
        }
    }

    private static TrainerCommand command(String argument) {
        return new TrainerCommand(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Stand.class.getName(),
                        argument),
                Map.of("STAND_SAYS", "and an environment"));
    }

    @Test
    void tellsAllThatWasPrintedAndHowItEnded() throws Exception {
        try (QuietProcess process = QuietProcess.start(command("3"))) {
            QuietProcess.Ending ending = process.await(LONG, () -> false);

            assertThat(ending.state()).isEqualTo(QuietProcess.State.ENDED);
            assertThat(ending.exitCode()).isEqualTo(3);
            assertThat(ending.output()).hasSizeGreaterThan(200_000).endsWith("and an environment");
            assertThat(ending.lastWords()).isEqualTo("last words");
        }
        try (QuietProcess process = QuietProcess.start(command("0"))) {
            assertThat(process.await(LONG, () -> false).cause()).isEqualTo(ExitCause.DONE);
        }
    }

    /** So that the desktop can say it in its language; whoever calls the command line himself gets what he always got. */
    @Test
    void aCommandOfTheStudioTellsByKeyWhatItFailedOf(@TempDir Path folder) {
        List<String> export = List.of(
                "export",
                "--format",
                "onnx",
                "--model",
                folder.toString(),
                "--out",
                folder.resolve("model.onnx").toString());

        assertThatThrownBy(() -> StudioCommand.run(export, () -> false))
                .isInstanceOfSatisfying(UserIOException.class, e -> assertThat(e.sentence())
                        .isEqualTo(Sentence.of("problem.runs.none", folder)));
    }

    @Test
    void waitsNoLongerThanAllowed() throws Exception {
        try (QuietProcess process = QuietProcess.start(command("hang"))) {
            assertThat(process.await(Duration.ofMillis(1), () -> false).state())
                    .isEqualTo(QuietProcess.State.TIMED_OUT);
            assertThat(process.await(LONG, () -> true).state()).isEqualTo(QuietProcess.State.CANCELLED);
        }
    }
}
