package org.resnetstudio.cli;

import org.resnetstudio.benchmark.EngineRates;
import org.resnetstudio.doctor.InstalledEngines;
import org.resnetstudio.engine.Device;
import org.resnetstudio.engine.Engine;
import org.resnetstudio.engine.EngineException;
import org.resnetstudio.engine.Engines;
import org.resnetstudio.engine.Way;
import org.resnetstudio.job.DeviceChoice;
import org.resnetstudio.job.EngineChoice;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.runs.TrainingException;

/** Loads a deep-learning engine into this process. */
final class EngineLoader {
    private EngineLoader() {}

    /** Which of them compute right on this machine, and how fast. */
    static EngineRates rates(DeviceChoice device) {
        return EngineRates.ofThisMachine(
                InstalledEngines.ofThisMachine(), device != DeviceChoice.CPU && InstalledEngines.haveCuda());
    }

    /** The engine for a graphics card: the one that was built for it. */
    static EngineChoice builtForCuda() {
        return Engines.ofThisProgram().forCards().map(EngineChoice::of).orElseGet(EngineLoader::anyInstalled);
    }

    /** The first engine whose libraries are there. */
    static EngineChoice anyInstalled() {
        return EngineChoice.engines().stream()
                .filter(engine -> engine.provider().missing().isEmpty())
                .findFirst()
                .orElseGet(EngineChoice::home);
    }

    /** Loads an engine in the first way that suits this machine; see {@link #open(EngineChoice, DeviceChoice, Way)}. */
    static Engine open(EngineChoice choice, DeviceChoice device) throws TrainingException, EngineException {
        return open(choice, device, choice.provider().firstWay());
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
        Engine engine = choice.provider().open(wanted, way);
        boolean cuda = engine.device().kind() == Device.Kind.CUDA;
        if (device == DeviceChoice.CUDA && !cuda) {
            throw new TrainingException(Sentence.of("problem.cli.no-card", engine.description()));
        }
        return engine;
    }
}
