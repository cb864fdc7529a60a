package org.resnetstudio.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.resnetstudio.benchmark.EngineTrial;
import org.resnetstudio.benchmark.TrainingBenchmark;
import org.resnetstudio.benchmark.TrialWork;
import org.resnetstudio.benchmark.Workload;
import org.resnetstudio.codec.NetworkJson;
import org.resnetstudio.engine.Engine;
import org.resnetstudio.engine.EngineException;
import org.resnetstudio.engine.Way;
import org.resnetstudio.export.ModelException;
import org.resnetstudio.job.DeviceChoice;
import org.resnetstudio.job.EngineChoice;
import org.resnetstudio.runs.TrainingException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code studio trial}: one engine at work on a network, in this process, which it may take down. Started by the studio itself. */
@Command(name = "trial", hidden = true, description = "Trains three steps with one engine, to be compared.")
final class TrialCommand implements Callable<Integer> {
    @Option(names = "--engine", required = true)
    private EngineChoice engine;

    @Option(names = "--way", required = true, converter = WayConverter.class)
    private Way way;

    @Option(names = "--device", defaultValue = "auto")
    private DeviceChoice device;

    @Option(names = "--network", required = true, description = "A file with a network as JSON.")
    private Path network;

    @Option(names = "--pictures", required = true)
    private int pictures;

    @Option(names = "--weights", required = true, description = "The file to be written.")
    private Path weights;

    @Option(
            names = "--rate",
            arity = "3",
            description = "Also measure the rate of this network, image size and batch size.")
    private String[] rate;

    @Option(names = "--runs", defaultValue = "6", description = "Steps that are timed.")
    private int runs;

    @Option(names = "--json", description = "Print one line.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws EngineException, TrainingException, ModelException, IOException {
        TrialWork work = new TrialWork(NetworkJson.read(Files.readString(network)), pictures);
        Engine opened = EngineLoader.open(engine, device, way);
        ObjectNode result = Json.object();
        ArrayNode losses = result.putArray("losses");
        // as text, because JSON has no word for a loss that is no number
        EngineTrial.run(opened, work, weights).forEach(loss -> losses.add(loss.toString()));
        result.put("device", opened.device().kind().name());
        if (rate != null) {
            Workload family = new Workload(rate[0], Integer.parseInt(rate[1]), Integer.parseInt(rate[2]));
            new TrainingBenchmark(opened, runs)
                    .train(family)
                    .imagesPerSecond()
                    .ifPresent(images -> result.put("imagesPerSecond", images));
        }
        spec.commandLine().getOut().println(json ? result.toString() : result.toPrettyString());
        return 0;
    }

    /** Reads {@link Way#shortName}. */
    static final class WayConverter implements picocli.CommandLine.ITypeConverter<Way> {
        @Override
        public Way convert(String text) {
            return Way.named(text);
        }
    }
}
