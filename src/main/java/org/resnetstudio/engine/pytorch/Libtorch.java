package org.resnetstudio.engine.pytorch;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Properties;
import org.resnetstudio.engine.EngineLibraries;

/** The libtorch of this installation, as its files describe it; loads nothing of it. */
final class Libtorch {
    /** Names the folder of a libtorch that the user brought. */
    static final String PATH_VARIABLE = "PYTORCH_LIBRARY_PATH";

    private static final String PROPERTIES = "native/lib/pytorch.properties";

    private Libtorch() {}

    /** What the build that this installation brings says about itself; empty if there is none for a machine such as this one. */
    static Optional<Properties> properties() {
        try (InputStream in = EngineLibraries.resources().getResourceAsStream(PROPERTIES)) {
            if (in == null) {
                return Optional.empty();
            }
            Properties properties = new Properties();
            properties.load(in);
            return Optional.of(properties);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "The file " + PROPERTIES + " of this build cannot be read: build it anew.", e);
        }
    }

    /** The flavour of the libtorch that this installation brings: {@code cpu}, {@code cu124} …; empty if there is none. */
    static Optional<String> bundledFlavor() {
        return properties().map(properties -> properties.getProperty("flavor"));
    }

    /**
     * The build of libtorch that would be loaded: {@code cpu}, or {@code cu124} for CUDA 12.4 and so on; empty if there is none. A
     * libtorch that the user names by {@code PYTORCH_LIBRARY_PATH} is known by {@code PYTORCH_FLAVOR}.
     */
    static Optional<String> flavor() {
        return System.getenv(PATH_VARIABLE) == null
                ? bundledFlavor()
                : Optional.of(System.getenv().getOrDefault("PYTORCH_FLAVOR", "cpu"));
    }
}
