package org.resnetstudio.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;
import org.resnetstudio.engine.Way;
import org.resnetstudio.job.EngineChoice;
import org.resnetstudio.network.NetworkGraph;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.training.TestEngines;
import org.resnetstudio.weights.Safetensors;

/** Rates of engines that all compute the same, and whose speed a test decides. */
public final class PretendRates {
    private static final List<Double> LOSSES = List.of(2.3, 2.2, 2.1);

    private PretendRates() {}

    /** Measures one engine. */
    @FunctionalInterface
    public interface Measurement {
        /**
         * Images a second.
         *
         * @throws IOException with a sentence, if the engine does not work here
         */
        double imagesPerSecond(EngineChoice engine, Workload family, BooleanSupplier cancelled)
                throws IOException, InterruptedException;
    }

    /** Rates that are remembered in a file. */
    public static EngineRates of(Path file, boolean pytorchInstalled, Measurement measurement) {
        List<EngineWays> installed = new ArrayList<>();
        installed.add(new EngineWays(TestEngines.DL4J, List.of(Way.DIRECT), Optional.empty()));
        installed.add(
                pytorchInstalled
                        ? new EngineWays(TestEngines.PYTORCH, List.of(Way.DIRECT), Optional.empty())
                        : EngineWays.missing(
                                TestEngines.PYTORCH, Sentence.inWords("libtorch does not exist for this system.")));
        return new EngineRates(file, installed, () -> "this machine", (engine, order, folder, cancelled) -> {
            double rate;
            try {
                rate = measurement.imagesPerSecond(engine, order.family(), cancelled);
            } catch (IOException e) {
                throw new Trials.Failure(Sentence.of(e), false);
            }
            Path weights = folder.resolve(engine.shortName() + ".safetensors");
            NetworkGraph graph = NetworkGraph.compile(order.work().network());
            Safetensors.write(weights, EngineTrial.firstWeights(graph), Map.of());
            return new TrialResult(order.way(), LOSSES, weights, false, OptionalDouble.of(rate));
        });
    }
}
