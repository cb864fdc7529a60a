package org.resnetstudio.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.resnetstudio.codec.NetworkJson;
import org.resnetstudio.engine.Way;
import org.resnetstudio.job.DeviceChoice;
import org.resnetstudio.job.EngineChoice;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.runs.ExitCause;
import org.resnetstudio.training.QuietProcess;
import org.resnetstudio.training.StudioCommand;
import org.resnetstudio.training.TrainerCommand;

/** Runs each trial in a process that is started as a trainer is, so that an engine that crashes or hangs takes nothing down. */
final class TrialProcess implements Trials {
    private static final long START_SECONDS = 180;
    /** An engine that does fewer multiply-adds in a second is not worth waiting for. */
    private static final long FLOPS_PER_SECOND = 500_000_000L;
    /** Forward and backward pass of the steps that are compared. */
    private static final int PASSES = 3 * EngineTrial.STEPS;

    private final DeviceChoice device;
    private final Function<List<String>, TrainerCommand> command;
    private final ToLongFunction<TrialWork> limitSeconds;

    /** Trials on a device of this machine. */
    TrialProcess(DeviceChoice device) {
        this(device, TrainerCommand::json, work -> START_SECONDS + work.flops() * PASSES / FLOPS_PER_SECOND);
    }

    /**
     * Trials by another command.
     *
     * @param command for the arguments of {@code studio trial}
     * @param limitSeconds that a trial may take
     */
    TrialProcess(
            DeviceChoice device,
            Function<List<String>, TrainerCommand> command,
            ToLongFunction<TrialWork> limitSeconds) {
        this.device = device;
        this.command = command;
        this.limitSeconds = limitSeconds;
    }

    @Override
    public TrialResult run(EngineChoice engine, Order order, Path folder, BooleanSupplier cancelled)
            throws IOException, InterruptedException {
        String name = engine.shortName() + "-" + order.way().shortName();
        Path network = folder.resolve(name + ".json");
        Path weights = folder.resolve(name + ".safetensors");
        Files.writeString(network, NetworkJson.write(order.work().network()));
        List<String> arguments = new ArrayList<>(List.of("trial", "--engine", engine.shortName()));
        arguments.addAll(List.of("--way", order.way().shortName(), "--device", device.shortName()));
        arguments.addAll(List.of("--network", network.toString(), "--weights", weights.toString()));
        arguments.addAll(List.of("--pictures", Integer.toString(order.work().pictures())));
        Workload family = order.family();
        arguments.addAll(List.of("--rate", family.network(), Integer.toString(family.imageSizePx())));
        arguments.add(Integer.toString(family.batchSize()));
        Duration limit = Duration.ofSeconds(limitSeconds.applyAsLong(order.work()));
        try (QuietProcess process = QuietProcess.start(command.apply(arguments))) {
            QuietProcess.Ending ending = process.await(limit, cancelled);
            if (ending.state() == QuietProcess.State.CANCELLED) {
                throw new CancellationException("The trial of " + engine.title() + " was cancelled.");
            }
            if (ending.state() == QuietProcess.State.TIMED_OUT) {
                throw new Trials.Failure(Sentence.of("problem.benchmark.no-answer", limit.toSeconds()), true);
            }
            if (ending.cause() != ExitCause.DONE) {
                throw failure(ending);
            }
            return result(order.way(), ending.output(), weights);
        }
    }

    private static Trials.Failure failure(QuietProcess.Ending ending) {
        Sentence how = ending.how();
        return switch (ending.cause()) {
            case COMPLAINED -> new Trials.Failure(ending.complaint(), false);
            case OUT_OF_MEMORY -> new Trials.Failure(Sentence.of("problem.benchmark.memory", how), false);
            case ASKED_TO_END -> new Trials.Failure(Sentence.of("problem.benchmark.ended", how), false);
            default -> new Trials.Failure(Sentence.of("problem.benchmark.crashed", how), true);
        };
    }

    private static TrialResult result(Way way, String output, Path weights) throws IOException {
        Optional<JsonNode> answer = StudioCommand.answer(output);
        if (answer.isEmpty() || !answer.get().path("losses").isArray()) {
            throw new Trials.Failure(Sentence.of("problem.benchmark.unreadable-answer"), false);
        }
        List<Double> losses = new ArrayList<>();
        for (JsonNode loss : answer.get().path("losses")) {
            losses.add(Double.valueOf(loss.asText()));
        }
        if (losses.size() != EngineTrial.STEPS || !losses.stream().allMatch(Double::isFinite)) {
            throw new Trials.Failure(Sentence.of("problem.benchmark.no-number"), true);
        }
        JsonNode rate = answer.get().path("imagesPerSecond");
        return new TrialResult(
                way,
                losses,
                weights,
                answer.get().path("device").asText().equals("CUDA"),
                rate.isNumber() ? OptionalDouble.of(rate.asDouble()) : OptionalDouble.empty());
    }
}
