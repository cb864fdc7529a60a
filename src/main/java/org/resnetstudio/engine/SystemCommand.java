package org.resnetstudio.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A small program of the system that is asked for something. */
public final class SystemCommand {
    private SystemCommand() {}

    /**
     * What a program said.
     *
     * @param exitCode 0 if it succeeded
     * @param text of standard output and, if that was asked for, standard error
     */
    public record Output(int exitCode, String text) {}

    /**
     * Runs a program to its end, or ends it when its time is over: what asks drivers or the network may hang.
     *
     * @param withErrors whether standard error belongs to its text
     * @throws IOException if there is no such program
     */
    public static Output run(List<String> command, Duration limit, boolean withErrors) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        if (withErrors) {
            builder.redirectErrorStream(true);
        } else {
            builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        }
        Process process = builder.start();
        try {
            process.getOutputStream().close();
            // whoever reads from a program that hangs must be released
            Thread watch = new Thread(() -> endAfter(limit, process), "system-command-limit");
            watch.setDaemon(true);
            watch.start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Output(process.waitFor(), text);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Output(1, "interrupted");
        } finally {
            process.destroyForcibly();
        }
    }

    private static void endAfter(Duration limit, Process process) {
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
        }
    }
}
