package org.resnetstudio.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.resnetstudio.job.EngineChoice;
import org.resnetstudio.training.QuietProcess;
import org.resnetstudio.training.StudioCommand;
import org.resnetstudio.training.TrainerCommand;

/**
 * Asks an engine in a process that is started as a trainer is, so that a crash, a hang or a lack of memory takes nothing else down and
 * prints nothing: each becomes one sentence. Closing ends the process.
 */
public final class ProbeProcess implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    /** The first start with CUDA unpacks four gigabytes. */
    private static final Duration UNPACKING_LIMIT = Duration.ofMinutes(15);

    private final EngineChoice engine;
    private final Duration limit;
    private final QuietProcess process;

    private ProbeProcess(EngineChoice engine, TrainerCommand command, Duration limit) throws IOException {
        this.engine = engine;
        this.limit = limit;
        this.process = QuietProcess.start(command);
    }

    /**
     * Starts asking an engine.
     *
     * @throws IOException if no process can be started
     */
    public static ProbeProcess start(EngineChoice engine) throws IOException {
        TrainerCommand command = TrainerCommand.json(List.of("doctor", "--probe", engine.shortName()));
        return start(engine, command, engine.provider().mustUnpack() ? UNPACKING_LIMIT : LIMIT);
    }

    static ProbeProcess start(EngineChoice engine, TrainerCommand command, Duration limit) throws IOException {
        return new ProbeProcess(engine, command, limit);
    }

    /** Waits for its answer. */
    public EngineProbe answer() throws InterruptedException {
        QuietProcess.Ending ending = process.await(limit, () -> false);
        if (ending.state() == QuietProcess.State.TIMED_OUT) {
            return EngineProbe.failing(
                    engine,
                    engine.title() + " gave no answer within " + limit.toSeconds()
                            + " seconds: close other programs or restart the machine, and try again.");
        }
        return switch (ending.cause()) {
            case DONE -> read(ending.output());
            case COMPLAINED -> EngineProbe.failing(engine, ending.lastWords());
            case OUT_OF_MEMORY ->
                EngineProbe.failing(
                        engine,
                        engine.title() + " found too little memory to be loaded: close other programs, and try again.");
            default ->
                EngineProbe.failing(
                        engine,
                        engine.title() + " crashed when it was loaded (" + ending.how()
                                + "): update the system and the graphics card's driver, or use the other engine.");
        };
    }

    private EngineProbe read(String said) {
        try {
            Optional<JsonNode> json = StudioCommand.answer(said);
            if (json.isPresent()) {
                return EngineProbe.working(engine, EngineProbe.fromJson(json.get()));
            }
        } catch (IOException | IllegalArgumentException e) {
            return EngineProbe.failing(engine, engine.title() + " gave an answer that cannot be read: try again.");
        }
        return EngineProbe.failing(engine, engine.title() + " gave no answer: try again.");
    }

    @Override
    public void close() throws IOException {
        process.close();
    }
}
