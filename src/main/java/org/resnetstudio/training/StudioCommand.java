package org.resnetstudio.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.resnetstudio.json.JsonMappers;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.problem.UserIOException;
import org.resnetstudio.runs.ExitCause;

/** Runs a command of the studio's command line with {@code --json} in a process of its own, so that this one need not load an engine. */
public final class StudioCommand {
    private static final JsonMapper JSON = JsonMappers.LENIENT;
    private static final Duration UNLIMITED = Duration.ofDays(365);

    private StudioCommand() {}

    /**
     * Runs it to its end.
     *
     * @param arguments command and arguments, without {@code --json}
     * @param cancelled asked ten times a second; true ends the process
     * @return the JSON object that it printed; null when it was cancelled
     * @throws IOException with a sentence, if it failed or crashed
     */
    public static JsonNode run(List<String> arguments, BooleanSupplier cancelled)
            throws IOException, InterruptedException {
        try (QuietProcess process = QuietProcess.start(TrainerCommand.json(arguments))) {
            QuietProcess.Ending ending = process.await(UNLIMITED, cancelled);
            if (ending.state() == QuietProcess.State.CANCELLED) {
                return null;
            }
            if (ending.cause() != ExitCause.DONE) {
                throw new UserIOException(failure(ending, arguments.get(0)));
            }
            return answer(ending.output())
                    .orElseThrow(() ->
                            new UserIOException(Sentence.of("problem.training.command.output", arguments.get(0))));
        }
    }

    /** The last JSON object among what was printed: native libraries may print before it. */
    public static Optional<JsonNode> answer(String output) throws IOException {
        Optional<String> line =
                output.lines().filter(one -> one.startsWith("{")).reduce((first, second) -> second);
        return line.isPresent() ? Optional.of(JSON.readTree(line.get())) : Optional.empty();
    }

    private static Sentence failure(QuietProcess.Ending ending, String command) {
        return switch (ending.cause()) {
            case COMPLAINED -> ending.complaint();
            case OUT_OF_MEMORY -> Sentence.of("problem.training.command.memory", command, ending.how());
            case ASKED_TO_END -> Sentence.of("problem.training.command.asked", command, ending.how());
            default -> Sentence.of("problem.training.command.crashed", command, ending.how());
        };
    }
}
