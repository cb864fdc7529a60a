package org.resnetstudio.engine.pytorch;

import ai.djl.engine.Engine;
import org.resnetstudio.engine.EngineException;
import org.resnetstudio.engine.EngineFailures;

/** libtorch's process-wide state: everything that must be set before it is loaded. */
final class PyTorchRuntime {
    /** libtorch's failures as sentences. */
    static final EngineFailures FAILURES = new EngineFailures("PyTorch", System::gc);

    private static Engine engine;

    private PyTorchRuntime() {}

    /**
     * Loads libtorch, which unpacks 430 MB the first time. Nothing is downloaded and nothing is reported to anybody.
     *
     * @throws EngineException if its native library is not there for this machine, or does not run on it
     */
    static synchronized Engine start() throws EngineException {
        if (engine == null) {
            System.setProperty("ai.djl.offline", "true");
            System.setProperty("OPT_OUT_TRACKING", "true");
            try {
                engine = Engine.getEngine("PyTorch");
            } catch (RuntimeException | LinkageError e) {
                throw new EngineException(
                        "PyTorch's native library does not run on this machine (" + e.getMessage()
                                + "); choose the engine dl4j.",
                        e);
            }
        }
        return engine;
    }

    /** libtorch, once it was started. */
    static synchronized Engine engine() {
        return engine;
    }
}
