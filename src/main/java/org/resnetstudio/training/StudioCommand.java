package org.resnetstudio.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Runs a command of the studio's command line with {@code --json} in a process of its own, so that this one need not load an engine. */
public final class StudioCommand {
    private static final ObjectMapper JSON = new ObjectMapper();

    private StudioCommand() {}

    /**
     * Runs it to its end.
     *
     * @param arguments command and arguments, without {@code --json}
     * @param cancelled asked ten times a second; true ends the process
     * @return the JSON object that it printed; null when it was cancelled
     * @throws IOException with the sentence that the command printed, if it failed
     */
    public static JsonNode run(List<String> arguments, BooleanSupplier cancelled)
            throws IOException, InterruptedException {
        TrainerCommand command = TrainerCommand.json(arguments);
        ProcessBuilder builder = new ProcessBuilder(command.command());
        builder.environment().putAll(command.environment());
        Process process = builder.start();
        try {
            process.getOutputStream().close();
            CompletableFuture<String> output = ProcessOutput.read(process.getInputStream());
            CompletableFuture<String> errors = ProcessOutput.read(process.getErrorStream());
            while (!process.waitFor(100, TimeUnit.MILLISECONDS)) {
                if (cancelled.getAsBoolean()) {
                    return null;
                }
            }
            if (process.exitValue() != 0) {
                throw new IOException(lastLine(errors.join(), arguments.get(0)));
            }
            return JSON.readTree(output.join());
        } catch (CompletionException e) {
            throw new IOException(
                    "The output of the " + arguments.get(0) + " command could not be read: try again.", e);
        } finally {
            process.destroyForcibly();
        }
    }

    private static String lastLine(String errors, String command) {
        List<String> lines = errors.lines().filter(line -> !line.isBlank()).toList();
        return lines.isEmpty()
                ? "The " + command
                        + " command ended without a word: try again, and close other programs if memory is short."
                : lines.get(lines.size() - 1).replaceFirst("^studio( [a-z]+)?: ", "");
    }
}
