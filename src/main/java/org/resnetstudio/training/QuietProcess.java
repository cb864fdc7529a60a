package org.resnetstudio.training;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.resnetstudio.files.TemporaryFolder;
import org.resnetstudio.json.SentenceJson;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.runs.CrashReport;
import org.resnetstudio.runs.ExitCause;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A command of the studio in a process of its own that may crash, hang or run out of memory: it takes nothing else down, and leaves
 * no report where the studio was started. Closing ends it.
 */
public final class QuietProcess implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(QuietProcess.class);
    private static final long POLL_MILLIS = 100;
    private static final String REPORT = "crash.log";

    private final TemporaryFolder reports;
    private final Process process;
    private final CompletableFuture<String> output;
    private final CompletableFuture<String> errors;

    /**
     * How it ended.
     *
     * @param state whether it came to an end of its own
     * @param exitCode of one that did
     * @param cause of one that did
     * @param how it ended, in a few words: {@code signal SIGFPE in libtorch_cpu.so}, {@code exit code 3}
     * @param output all that it printed on standard output
     * @param errors all that it printed on standard error
     */
    public record Ending(State state, int exitCode, ExitCause cause, Sentence how, String output, String errors) {
        /** The last line on standard error that says something; empty if there is none. */
        public String lastWords() {
            return errors.lines()
                    .filter(line -> !line.isBlank())
                    .reduce((first, second) -> second)
                    .orElse("")
                    .strip()
                    .replaceFirst("^studio( [a-z]+)?: ", "");
        }

        /** What it failed of: by key, or else its last words. */
        public Sentence complaint() {
            try {
                Optional<Sentence> told = StudioCommand.answer(output)
                        .flatMap(answer -> SentenceJson.read(answer.path(TrainerCommand.FAILURE)));
                if (told.isPresent()) {
                    return told.get();
                }
            } catch (IOException e) {
                LOG.debug("What a process failed of cannot be said by key", e);
            }
            return Sentence.inWords(lastWords());
        }
    }

    /** Whether a process came to an end. */
    public enum State {
        ENDED,
        TIMED_OUT,
        CANCELLED
    }

    private QuietProcess(TrainerCommand command) throws IOException {
        this.reports = TemporaryFolder.create();
        try {
            this.process = command.reportingCrashesTo(reports.resolve(REPORT))
                    .tellingFailuresByKey()
                    .start();
        } catch (IOException | RuntimeException e) {
            reports.close();
            throw e;
        }
        this.process.getOutputStream().close();
        this.output = read(process.getInputStream());
        this.errors = read(process.getErrorStream());
    }

    /**
     * Starts it.
     *
     * @throws IOException if no process can be started, or the folder for temporary files fails
     */
    public static QuietProcess start(TrainerCommand command) throws IOException {
        return new QuietProcess(command);
    }

    /**
     * Waits for its end.
     *
     * @param limit of the time that it may take
     * @param cancelled asked ten times a second; true ends the waiting
     */
    public Ending await(Duration limit, BooleanSupplier cancelled) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
            if (cancelled.getAsBoolean()) {
                return new Ending(State.CANCELLED, 0, ExitCause.ASKED_TO_END, Sentence.EMPTY, "", "");
            }
            if (System.nanoTime() - deadline > 0) {
                return new Ending(State.TIMED_OUT, 0, ExitCause.ASKED_TO_END, Sentence.EMPTY, "", "");
            }
        }
        int code = process.exitValue();
        String complaints = errors.join();
        Optional<CrashReport> crash = CrashReport.read(reports.resolve(REPORT));
        return new Ending(
                State.ENDED,
                code,
                crash.isPresent() ? ExitCause.CRASHED : ExitCause.of(code, complaints),
                crash.map(CrashReport::words).orElse(ExitCause.describe(code)),
                output.join(),
                complaints);
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        boolean interrupted = false;
        while (true) {
            try {
                process.waitFor();
                break;
            } catch (InterruptedException e) {
                interrupted = true; // the report is deleted once nobody writes it any more
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        reports.close();
    }

    /**
     * What it prints, in UTF-8, read while it runs, so that it never waits for its reader; the pipe breaks when the process is ended, and
     * its exit code tells that.
     */
    private static CompletableFuture<String> read(InputStream stream) {
        CompletableFuture<String> text = new CompletableFuture<>();
        Thread reader = new Thread(
                () -> {
                    try (stream) {
                        text.complete(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
                    } catch (IOException broken) {
                        text.complete("");
                    }
                },
                "process-output");
        reader.setDaemon(true);
        reader.start();
        return text;
    }
}
