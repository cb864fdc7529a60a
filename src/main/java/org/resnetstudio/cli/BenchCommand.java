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
import org.resnetstudio.benchmark.InferenceBenchmark;
import org.resnetstudio.benchmark.PictureBenchmark;
import org.resnetstudio.benchmark.Rate;
import org.resnetstudio.benchmark.RunBenchmark;
import org.resnetstudio.benchmark.TrainingBenchmark;
import org.resnetstudio.benchmark.Workload;
import org.resnetstudio.engine.Engine;
import org.resnetstudio.engine.EngineException;
import org.resnetstudio.engine.Way;
import org.resnetstudio.export.ModelException;
import org.resnetstudio.image.UnreadableImageException;
import org.resnetstudio.job.DeviceChoice;
import org.resnetstudio.job.EngineChoice;
import org.resnetstudio.runs.TrainingException;
import org.resnetstudio.training.LoadWatch;
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
        INFER,
        PIPELINE,
        START,
        DECODE,
        CACHE,
        BUSY;

        /** As {@code --only} takes it and the results call it. */
        String cliName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final double MEBIBYTE = 1 << 20;
    private static final double PER_CENT = 0.01;
    private static final int PICTURES = 50;
    private static final int MOST_WHOLE_RUNS = 3;

    @Option(
            names = "--engine",
            paramLabel = EngineOption.LABEL,
            completionCandidates = EngineOption.Candidates.class,
            defaultValue = "auto",
            description = "Measure one engine only. Default: all of them.")
    private EngineChoice engine;

    @Option(
            names = "--only",
            paramLabel = "PART",
            description = {
                "Measure this only. Default: all.",
                "train: bare training steps. infer: classification by the engine, as while training, and by ONNX Runtime, as"
                        + " afterwards. pipeline: a whole run of studio train,"
                        + " with its memory. start: from starting a trainer to its first update. decode: JPEGs of 500 x 375"
                        + " to 224 pixels, on one core. cache: batches of prepared pictures, on one core. In these two no"
                        + " engine takes part: theirs is called studio, and they have no network. busy: training steps while"
                        + " another program keeps one core busy, and the share of the quiet rate that is kept."
            })
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
            description =
                    "Steps that are timed; of whole runs, 3 epochs and starts at most. Default: ${DEFAULT-VALUE}.")
    private int runs;

    @Option(
            names = "--way",
            hidden = true,
            converter = TrialCommand.WayConverter.class,
            description = "How the engine computes. Default: the first way that suits this machine.")
    private Way way;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call()
            throws EngineException, TrainingException, ModelException, IOException, InterruptedException,
                    UnreadableImageException {
        List<Workload> works;
        try {
            works = network == null ? Workload.STANDARD : List.of(new Workload(network, imageSize, batchSize));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
        if (runs < 1) {
            throw new ParameterException(spec.commandLine(), "--runs must be at least 1, not " + runs + ".");
        }
        ArrayNode results = Json.array();
        for (Workload work : works) {
            if (engine.isAuto()) {
                measureAll(work, results);
                if (wanted(Part.INFER)) {
                    add(new InferenceBenchmark(runs).infer(work), results);
                }
            } else {
                measureHere(work, results);
                measureRuns(engine, work, results);
            }
        }
        PictureBenchmark pictures = new PictureBenchmark(runs, PICTURES);
        if (wanted(Part.DECODE)) {
            add(pictures.decode(), results);
        }
        if (wanted(Part.CACHE)) {
            add(pictures.cache(), results);
        }
        print(results);
        return 0;
    }

    private boolean wanted(Part part) {
        return only == null || only == part;
    }

    /** Bare steps, with the engine in this process. */
    private void measureHere(Workload work, ArrayNode results) throws EngineException, TrainingException, IOException {
        if (!wanted(Part.TRAIN) && !wanted(Part.INFER) && !wanted(Part.BUSY)) {
            return;
        }
        Engine opened = way == null
                ? EngineLoader.open(engine, DeviceChoice.AUTO)
                : EngineLoader.open(engine, DeviceChoice.AUTO, way);
        TrainingBenchmark benchmark = new TrainingBenchmark(opened, runs);
        try (LoadWatch watch = new LoadWatch(opened)) {
            watch.start();
            if (wanted(Part.TRAIN)) {
                add(benchmark.train(work), results);
            }
            if (wanted(Part.INFER)) {
                add(benchmark.infer(work), results);
            }
            if (wanted(Part.BUSY)) {
                add(benchmark.busy(work), results);
            }
        }
    }

    /** A process for each engine and size, because none should find the memory as another has left it. */
    private void measureAll(Workload work, ArrayNode results) throws IOException, InterruptedException {
        for (EngineChoice each : EngineChoice.engines()) {
            try {
                for (Part part : List.of(Part.TRAIN, Part.INFER, Part.BUSY)) {
                    if (wanted(part)) {
                        BenchmarkProcess.run(each, work, Optional.of(part.cliName()), runs, () -> false)
                                .forEach(results::add);
                    }
                }
                measureRuns(each, work, results);
            } catch (IOException e) {
                spec.commandLine().getErr().println(each.shortName() + ": " + e.getMessage());
            }
        }
    }

    /** Whole runs, which are processes of their own anyway. */
    private void measureRuns(EngineChoice choice, Workload work, ArrayNode results)
            throws IOException, InterruptedException {
        if (!wanted(Part.PIPELINE) && !wanted(Part.START)) {
            return;
        }
        try (RunBenchmark benchmark = new RunBenchmark(choice, work, Math.min(runs, MOST_WHOLE_RUNS))) {
            if (wanted(Part.PIPELINE)) {
                add(benchmark.pipeline(), results);
            }
            if (wanted(Part.START)) {
                add(benchmark.start(), results);
            }
        }
    }

    private static void add(Rate rate, ArrayNode results) {
        ObjectNode result = results.addObject()
                .put("name", rate.name())
                .put("engine", rate.engine())
                .put("network", rate.work().network())
                .put("imageSize", rate.work().imageSizePx())
                .put("batch", rate.work().batchSize());
        rate.imagesPerSecond().ifPresent(images -> result.put("imagesPerSecond", images));
        rate.details().forEach((field, value) -> result.putPOJO(field, value));
    }

    private void print(ArrayNode results) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            ObjectNode object = Json.object();
            object.set("results", results);
            out.println(object);
            return;
        }
        TextTable table = new TextTable(
                3,
                "What",
                "Engine",
                "Network",
                "Pixels",
                "Batch",
                "Images/s",
                "Seconds",
                "MiB at most",
                "Forecast",
                "Kept %");
        for (JsonNode result : results) {
            table.row(
                    result.path("name").asText(),
                    result.path("engine").asText(),
                    result.path("network").asText(),
                    result.path("imageSize").asText(),
                    result.path("batch").asText(),
                    figure(result.path("imagesPerSecond"), 1),
                    figure(result.path("seconds"), 1),
                    figure(result.path("peakBytes"), MEBIBYTE),
                    figure(result.path("forecastBytes"), MEBIBYTE),
                    figure(result.path("share"), PER_CENT));
        }
        out.print(table);
    }

    private static String figure(JsonNode value, double unit) {
        return value.isMissingNode()
                ? ""
                : String.format(Locale.ROOT, unit == 1 ? "%.1f" : "%.0f", value.asDouble() / unit);
    }
}
