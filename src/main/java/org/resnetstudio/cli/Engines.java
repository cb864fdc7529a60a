package org.resnetstudio.cli;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.resnetstudio.benchmark.Work;
import org.resnetstudio.engine.Device;
import org.resnetstudio.engine.Engine;
import org.resnetstudio.engine.EngineException;
import org.resnetstudio.engine.dl4j.Dl4jEngine;
import org.resnetstudio.engine.pytorch.PyTorchEngine;
import org.resnetstudio.network.ResNetSpec;
import org.resnetstudio.training.EngineChoice;
import org.resnetstudio.training.TrainingException;

/** Chooses the deep-learning engine. The only class of the command line that knows which ones there are. */
final class Engines {
    /** The devices that {@code --device} takes. */
    enum DeviceChoice {
        AUTO,
        CPU,
        CUDA
    }

    private Engines() {}

    /**
     * The engine to train a network with: the one that was asked for, or else the faster one of those that work here.
     *
     * @param rates of the engines on this machine
     * @param told in a sentence what is chosen, and why
     */
    static EngineChoice choose(EngineChoice wanted, ResNetSpec network, EngineRates rates, Consumer<String> told)
            throws IOException, InterruptedException {
        if (wanted != EngineChoice.AUTO) {
            return wanted;
        }
        if (!PyTorchEngine.isInstalled()) {
            return EngineChoice.DL4J;
        }
        Map<EngineChoice, Double> measured = rates.of(
                Work.standingFor(network),
                EngineChoice.ENGINES,
                () -> told.accept("Measuring which engine trains such networks faster here; this is done once."));
        EngineChoice best = measured.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(EngineChoice.DL4J);
        String figures = measured.entrySet().stream()
                .map(rate -> String.format(
                        Locale.ROOT, "%s %.0f images/s", rate.getKey().title(), rate.getValue()))
                .collect(Collectors.joining(", "));
        told.accept("Training with " + best.title() + (measured.size() > 1 ? ": " + figures + "." : "."));
        return best;
    }

    /**
     * Loads an engine.
     *
     * @param choice {@link #choose} has replaced {@code AUTO}
     * @throws TrainingException if this installation does not have the wanted device
     * @throws EngineException if the engine cannot be loaded
     */
    static Engine open(EngineChoice choice, DeviceChoice device) throws TrainingException, EngineException {
        Engine engine = choice == EngineChoice.PYTORCH ? PyTorchEngine.create() : Dl4jEngine.create();
        boolean cuda = engine.device().kind() == Device.Kind.CUDA;
        if (device == DeviceChoice.CUDA && !cuda) {
            throw new TrainingException("No CUDA graphics card can be used here by " + engine.description()
                    + ": leave out --device cuda to train on the processor, and see 'studio doctor' for the reason.");
        }
        if (device == DeviceChoice.CPU && cuda) {
            throw new TrainingException("This build trains on the graphics card: set the environment variable"
                    + " BACKEND_PRIORITY_CPU=1000 to train on the processor.");
        }
        return engine;
    }
}
