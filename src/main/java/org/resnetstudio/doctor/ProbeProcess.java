package org.resnetstudio.doctor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.resnetstudio.engine.pytorch.PyTorchEngine;
import org.resnetstudio.training.EngineChoice;
import org.resnetstudio.training.ProcessOutput;
import org.resnetstudio.training.TrainerCommand;

/**
 * Asks an engine in a process that is started as a trainer is, so that a crash, a hang or a lack of memory takes nothing else down and
 * prints nothing: each becomes one sentence.
 */
public final class ProbeProcess {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofSeconds(90);
    /** The first start with CUDA unpacks four gigabytes. */
    private static final Duration UNPACKING_LIMIT = Duration.ofMinutes(15);
    /** Exit code of a process that the system ended, as Linux does with the largest one when memory runs out. */
    private static final int KILLED = 137;

    private static final String REPORT = "crash.log";

    private final EngineChoice engine;
    private final Duration limit;
    private final Path reports;
    private final Process process;
    private final CompletableFuture<String> output;
    private final CompletableFuture<String> errors;

    private ProbeProcess(EngineChoice engine, TrainerCommand command, Duration limit) throws IOException {
        this.engine = engine;
        this.limit = limit;
        this.reports = Files.createTempDirectory("studio-probe-");
        List<String> quiet = new ArrayList<>(command.command());
        // a crash is told in a sentence: no core, and no report in the folder that the user works in
        quiet.addAll(1, List.of("-XX:-CreateCoredumpOnCrash", "-XX:ErrorFile=" + reports.resolve(REPORT)));
        ProcessBuilder builder = new ProcessBuilder(quiet);
        builder.environment().putAll(command.environment());
        this.process = builder.start();
        this.process.getOutputStream().close();
        this.output = read(process.getInputStream());
        this.errors = read(process.getErrorStream());
    }

    /**
     * Starts asking an engine.
     *
     * @throws IOException if no process can be started
     */
    public static ProbeProcess start(EngineChoice engine) throws IOException {
        TrainerCommand command = TrainerCommand.json(List.of("doctor", "--probe", engine.shortName()));
        boolean unpacks = engine == EngineChoice.PYTORCH && PyTorchEngine.mustUnpackCuda();
        return start(engine, command, unpacks ? UNPACKING_LIMIT : LIMIT);
    }

    static ProbeProcess start(EngineChoice engine, TrainerCommand command, Duration limit) throws IOException {
        return new ProbeProcess(engine, command, limit);
    }

    /**
     * Waits for its answer.
     *
     * @throws IOException if the temporary folder fails
     */
    public EngineProbe answer() throws IOException, InterruptedException {
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return EngineProbe.failing(
                        engine,
                        engine.title() + " gave no answer within " + limit.toSeconds()
                                + " seconds: close other programs or restart the machine, and try again.");
            }
            return read(process.exitValue(), output.join(), errors.join());
        } finally {
            process.destroyForcibly().waitFor();
            Files.deleteIfExists(reports.resolve(REPORT));
            Files.delete(reports);
        }
    }

    private EngineProbe read(int exitCode, String said, String complained) {
        if (exitCode == 0) {
            // native libraries may print before
            Optional<String> json =
                    said.lines().filter(line -> line.startsWith("{")).reduce((first, second) -> second);
            if (json.isPresent()) {
                try {
                    return EngineProbe.working(engine, EngineProbe.fromJson(JSON.readTree(json.get())));
                } catch (JsonProcessingException | IllegalArgumentException e) {
                    return EngineProbe.failing(
                            engine, engine.title() + " gave an answer that cannot be read: try again.");
                }
            }
        }
        if (exitCode == KILLED || complained.contains("OutOfMemoryError") || complained.contains("out of memory")) {
            return EngineProbe.failing(
                    engine,
                    engine.title() + " found too little memory to be loaded: close other programs, and try again.");
        }
        List<String> sentences =
                complained.lines().filter(line -> !line.isBlank()).toList();
        if ((exitCode == 1 || exitCode == 2) && !sentences.isEmpty() && !Files.exists(reports.resolve(REPORT))) {
            return EngineProbe.failing(
                    engine, sentences.get(sentences.size() - 1).strip());
        }
        return EngineProbe.failing(
                engine,
                engine.title() + " crashed when it was loaded (exit code " + exitCode
                        + "): update the system and the graphics card's driver, or use the other engine.");
    }

    /** What it prints; the pipe breaks when the process is ended, and its exit code tells that. */
    private static CompletableFuture<String> read(InputStream stream) {
        return ProcessOutput.read(stream).exceptionally(broken -> "");
    }
}
