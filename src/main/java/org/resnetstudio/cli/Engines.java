package org.resnetstudio.cli;

import java.io.IOException;
import java.util.List;
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
import org.resnetstudio.training.TrainingException;

/** Chooses the deep-learning engine. The only class of the command line that knows which ones there are. */
final class Engines {
    /** The engines that {@code --engine} takes. */
    enum Choice {
        AUTO,
        DL4J,
        PYTORCH;

        /** The engine of that name; one that this studio does not know becomes the home engine. */
        static Choice named(String name) {
            return PYTORCH.shortName().equals(name) ? PYTORCH : DL4J;
        }

        /** As people know it. */
        String title() {
            return switch (this) {
                case AUTO -> "the faster engine";
                case DL4J -> "Deeplearning4j";
                case PYTORCH -> "PyTorch";
            };
        }

        /** As typed, and as {@link Engine#name()} gives it. */
        String shortName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

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
    static Choice choose(Choice wanted, ResNetSpec network, EngineRates rates, Consumer<String> told)
            throws IOException, InterruptedException {
        if (wanted != Choice.AUTO) {
            return wanted;
        }
        if (!PyTorchEngine.isInstalled()) {
            return Choice.DL4J;
        }
        Map<Choice, Double> measured = rates.of(
                Work.standingFor(network),
                List.of(Choice.DL4J, Choice.PYTORCH),
                () -> told.accept("Measuring which engine trains such networks faster here; this is done once."));
        Choice best = measured.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(Choice.DL4J);
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
     * @throws TrainingException if this installation does not have the wanted device
     * @throws EngineException if the engine cannot be loaded
     */
    static Engine open(Choice choice, DeviceChoice device) throws TrainingException, EngineException {
        Engine engine = choice == Choice.PYTORCH ? PyTorchEngine.create() : Dl4jEngine.create();
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
