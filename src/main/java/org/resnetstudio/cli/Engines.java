package org.resnetstudio.cli;

import org.resnetstudio.benchmark.EngineRates;
import org.resnetstudio.doctor.InstalledEngines;
import org.resnetstudio.engine.Device;
import org.resnetstudio.engine.Engine;
import org.resnetstudio.engine.EngineException;
import org.resnetstudio.engine.Way;
import org.resnetstudio.engine.dl4j.Dl4jEngine;
import org.resnetstudio.engine.pytorch.PyTorchEngine;
import org.resnetstudio.training.DeviceChoice;
import org.resnetstudio.training.EngineChoice;
import org.resnetstudio.training.TrainingException;

/** Loads the deep-learning engines. The only class of the command line that knows which ones there are. */
final class Engines {
    private Engines() {}

    /** Which of them compute right on this machine, and how fast. */
    static EngineRates rates(DeviceChoice device) {
        return EngineRates.ofThisMachine(
                InstalledEngines.ofThisMachine(), device != DeviceChoice.CPU && InstalledEngines.haveCuda());
    }

    /** The engine for a graphics card: libtorch where it was built for one, because it is the faster one and knows newer cards. */
    static EngineChoice builtForCuda() {
        return PyTorchEngine.flavor().orElse("").startsWith("cu") ? EngineChoice.PYTORCH : EngineChoice.DL4J;
    }

    /** The first way of an engine that need not be tried in vain here. */
    static Way firstWay(EngineChoice engine) {
        return engine == EngineChoice.PYTORCH ? PyTorchEngine.firstWay() : Way.DIRECT;
    }

    /** Loads an engine in the first way that suits this machine; see {@link #open(EngineChoice, DeviceChoice, Way)}. */
    static Engine open(EngineChoice choice, DeviceChoice device) throws TrainingException, EngineException {
        return open(choice, device, firstWay(choice));
    }

    /**
     * Loads an engine.
     *
     * @param choice not {@code AUTO}, which names no engine
     * @param way how it computes on a processor
     * @throws TrainingException if this installation does not have the wanted device
     * @throws EngineException if the engine cannot be loaded
     */
    static Engine open(EngineChoice choice, DeviceChoice device, Way way) throws TrainingException, EngineException {
        Device.Kind wanted = device == DeviceChoice.CPU ? Device.Kind.CPU : Device.Kind.CUDA;
        Engine engine =
                choice == EngineChoice.PYTORCH ? PyTorchEngine.create(wanted, way) : Dl4jEngine.create(wanted, way);
        boolean cuda = engine.device().kind() == Device.Kind.CUDA;
        if (device == DeviceChoice.CUDA && !cuda) {
            throw new TrainingException("No CUDA graphics card can be used here by " + engine.description()
                    + ": leave out --device cuda to train on the processor, and see 'studio doctor' for the reason.");
        }
        return engine;
    }
}
