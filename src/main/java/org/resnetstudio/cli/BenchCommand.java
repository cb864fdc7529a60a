package org.resnetstudio.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.resnetstudio.benchmark.BenchmarkProcess;
import org.resnetstudio.benchmark.Rate;
import org.resnetstudio.benchmark.TrainingBenchmark;
import org.resnetstudio.benchmark.Work;
import org.resnetstudio.engine.Engine;
import org.resnetstudio.engine.EngineException;
import org.resnetstudio.training.EngineChoice;
import org.resnetstudio.training.TrainingException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code studio bench}: this machine's speed on fixed work, each engine in a process of its own. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        versionProvider = VersionLines.class,
        description =
                "Measures how fast this machine trains and classifies, on fixed work. Let nothing else run meanwhile.")
final class BenchCommand implements Callable<Integer> {
    /** Parts of the benchmark. */
    enum Part {
        TRAIN,
        INFER
    }

    @Option(
            names = "--engine",
            paramLabel = "auto|dl4j|pytorch",
            defaultValue = "auto",
            description = "Measure one engine only. Default: all of them.")
    private EngineChoice engine;

    @Option(names = "--only", paramLabel = "train|infer", description = "Measure this only. Default: all.")
    private Part only;

    @Option(
            names = "--network",
            paramLabel = "NAME",
            description =
                    "Measure this network only, at --image-size and --batch-size. Default: resnet20, resnet18, resnet50"
                            + " and mini.")
    private String network;

    @Option(names = "--image-size", paramLabel = "N", defaultValue = "64", description = "Default: ${DEFAULT-VALUE}.")
    private int imageSize;

    @Option(names = "--batch-size", paramLabel = "N", defaultValue = "16", description = "Default: ${DEFAULT-VALUE}.")
    private int batchSize;

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "6",
            description = "Steps that are timed. Default: ${DEFAULT-VALUE}.")
    private int runs;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws EngineException, TrainingException, IOException, InterruptedException {
        List<Work> works;
        try {
            works = network == null ? Work.STANDARD : List.of(new Work(network, imageSize, batchSize));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
        if (runs < 1) {
            throw new ParameterException(spec.commandLine(), "--runs must be at least 1, not " + runs + ".");
        }
        ArrayNode results = Json.array();
        if (engine == EngineChoice.AUTO) {
            measureAll(works, results);
        } else {
            measure(works, results);
        }
        print(results);
        return 0;
    }

    private void measure(List<Work> works, ArrayNode results) throws EngineException, TrainingException {
        Engine opened = Engines.open(engine, Engines.DeviceChoice.AUTO);
        TrainingBenchmark benchmark = new TrainingBenchmark(opened, runs);
        for (Work work : works) {
            for (Part part : only == null ? List.of(Part.values()) : List.of(only)) {
                Rate rate = part == Part.TRAIN ? benchmark.train(work) : benchmark.infer(work);
                results.addObject()
                        .put("name", rate.name())
                        .put("engine", rate.engine())
                        .put("network", work.network())
                        .put("imageSize", work.imageSizePx())
                        .put("batch", work.batchSize())
                        .put("imagesPerSecond", rate.imagesPerSecond());
            }
        }
    }

    /** A process for each engine and size, because none should find the memory as another has left it. */
    private void measureAll(List<Work> works, ArrayNode results) throws IOException, InterruptedException {
        for (Work work : works) {
            for (EngineChoice each : EngineChoice.ENGINES) {
                try {
                    Optional<String> part =
                            Optional.ofNullable(only).map(one -> one.name().toLowerCase(Locale.ROOT));
                    BenchmarkProcess.run(each, work, part, runs, () -> false).forEach(results::add);
                } catch (IOException e) {
                    spec.commandLine().getErr().println(each.shortName() + ": " + e.getMessage());
                }
            }
        }
    }

    private void print(ArrayNode results) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            ObjectNode object = Json.object();
            object.set("results", results);
            out.println(object);
            return;
        }
        TextTable table = new TextTable(3, "What", "Engine", "Network", "Pixels", "Batch", "Images/s");
        for (JsonNode result : results) {
            table.row(
                    result.path("name").asText(),
                    result.path("engine").asText(),
                    result.path("network").asText(),
                    result.path("imageSize").asText(),
                    result.path("batch").asText(),
                    String.format(
                            Locale.ROOT, "%.1f", result.path("imagesPerSecond").asDouble()));
        }
        out.print(table);
    }
}
