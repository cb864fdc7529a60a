package org.resnetstudio.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.resnetstudio.job.EngineChoice;
import org.resnetstudio.training.StudioCommand;

/** Measures in a process that is started as a trainer is, so that an engine that crashes takes nothing down. */
public final class BenchmarkProcess {
    private BenchmarkProcess() {}

    /**
     * Runs {@code studio bench} to its end.
     *
     * @param engine that is measured, not {@link EngineChoice#AUTO}
     * @param part as {@code --only} takes it; empty for all parts
     * @param runs steps that are timed, at least 1
     * @param cancelled asked ten times a second; true ends the process
     * @return what {@code --json} prints as {@code results}
     * @throws IOException with a sentence, if the engine does not work here
     * @throws CancellationException if it was cancelled
     */
    public static JsonNode run(
            EngineChoice engine, Workload work, Optional<String> part, int runs, BooleanSupplier cancelled)
            throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("bench", "--engine", engine.shortName()));
        part.ifPresent(one -> arguments.addAll(List.of("--only", one)));
        arguments.addAll(List.of("--network", work.network()));
        arguments.addAll(List.of("--image-size", Integer.toString(work.imageSizePx())));
        arguments.addAll(List.of("--batch-size", Integer.toString(work.batchSize())));
        arguments.addAll(List.of("--runs", Integer.toString(runs)));
        JsonNode printed = StudioCommand.run(arguments, cancelled);
        if (printed == null) {
            throw new CancellationException("Measuring " + engine.title() + " was cancelled.");
        }
        return printed.path("results");
    }
}
