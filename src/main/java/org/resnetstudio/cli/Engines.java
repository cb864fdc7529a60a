package org.resnetstudio.cli;

import org.resnetstudio.engine.Device;
import org.resnetstudio.engine.Engine;
import org.resnetstudio.engine.EngineException;
import org.resnetstudio.engine.dl4j.Dl4jEngine;
import org.resnetstudio.training.TrainingException;

/** Chooses the deep-learning engine. The only class of the command line that knows which ones there are. */
final class Engines {
    /** The engines that {@code --engine} takes. */
    enum Choice {
        AUTO,
        DL4J,
        PYTORCH
    }

    /** The devices that {@code --device} takes. */
    enum DeviceChoice {
        AUTO,
        CPU,
        CUDA
    }

    private Engines() {}

    /**
     * Loads an engine.
     *
     * @throws TrainingException if this installation does not have the wanted device
     * @throws EngineException if the engine cannot be loaded
     */
    static Engine open(DeviceChoice device) throws TrainingException, EngineException {
        Engine engine = Dl4jEngine.create();
        boolean cuda = engine.device().kind() == Device.Kind.CUDA;
        if (device == DeviceChoice.CUDA && !cuda) {
            throw new TrainingException(
                    "No CUDA graphics card can be used here: leave out --device cuda to train on the"
                            + " processor, and see 'studio doctor' for the reason.");
        }
        if (device == DeviceChoice.CPU && cuda) {
            throw new TrainingException("This build trains on the graphics card: set the environment variable"
                    + " BACKEND_PRIORITY_CPU=1000 to train on the processor.");
        }
        return engine;
    }
}
