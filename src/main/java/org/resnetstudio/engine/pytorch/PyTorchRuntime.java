package org.resnetstudio.engine.pytorch;

import ai.djl.engine.Engine;
import ai.djl.engine.StandardCapabilities;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.resnetstudio.engine.EngineException;
import org.resnetstudio.engine.EngineFailures;
import org.resnetstudio.problem.Sentence;

/** libtorch's process-wide state: everything that must be set before it is loaded. */
final class PyTorchRuntime {
    /** libtorch's failures as sentences. */
    static final EngineFailures FAILURES = new EngineFailures("PyTorch", System::gc);

    /** What oneDNN reads once, at its first work. */
    private static final String INSTRUCTIONS = "ONEDNN_MAX_CPU_ISA";

    private static Engine engine;

    private PyTorchRuntime() {}

    /**
     * Loads libtorch, which unpacks 430 MB the first time, or 4 GB with CUDA. Nothing is downloaded and nothing is reported to anybody.
     *
     * @param smallerInstructions whether oneDNN keeps to AVX2, where the user has not said what it may use; only the first call decides
     * @throws EngineException if its native library is not there for this machine, or does not run on it
     */
    static synchronized Engine start(boolean smallerInstructions) throws EngineException {
        if (engine == null) {
            if (smallerInstructions && System.getenv(INSTRUCTIONS) == null) {
                NativeEnvironment.set(INSTRUCTIONS, "AVX2");
            }
            requireNamed(System.getenv("PYTORCH_LIBRARY_PATH"));
            System.setProperty("ai.djl.offline", "true");
            System.setProperty("OPT_OUT_TRACKING", "true");
            try {
                Optional<CudaLibraries> cuda = CudaLibraries.bundled();
                if (cuda.isPresent()) {
                    cuda.get().prepare();
                }
                Engine loaded = Engine.getEngine("PyTorch");
                if (cuda.isPresent() && seesCard(loaded)) {
                    cuda.get().loadRest();
                }
                engine = loaded;
            } catch (IOException | RuntimeException | LinkageError e) {
                throw new EngineException(LoadFailure.sentence(e, System.getProperty("os.name")), e);
            }
        }
        return engine;
    }

    /** Deep Java Library would silently take another libtorch than the one that the user named. */
    static void requireNamed(String path) throws EngineException {
        String file = System.mapLibraryName("torch");
        if (path != null
                && Arrays.stream(path.split(File.pathSeparator, -1))
                        .noneMatch(folder -> Files.isRegularFile(Path.of(folder, file)))) {
            throw new EngineException(Sentence.of("problem.engine.pytorch.library-path", file, path), null);
        }
    }

    /** Whether libtorch was built with CUDA and finds a driver with a card. */
    static boolean seesCard(Engine loaded) {
        return loaded.hasCapability(StandardCapabilities.CUDA);
    }

    /** libtorch, once it was started. */
    static synchronized Engine engine() {
        return engine;
    }
}
