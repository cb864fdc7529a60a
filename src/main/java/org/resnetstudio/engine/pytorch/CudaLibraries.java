package org.resnetstudio.engine.pytorch;

import ai.djl.util.Utils;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * libtorch with CUDA, where this build brings it (Maven's profile {@code cuda-pytorch}).
 *
 * <p>Deep Java Library would use it only where NVIDIA's toolkit is installed as well, because it asks that one for the version of CUDA; and
 * it loads all of it at once, which fails without a driver. So it is unpacked here and named to Deep Java Library by the settings that
 * it has for a libtorch from elsewhere. What needs a driver comes last.
 */
final class CudaLibraries {
    private static final Logger LOG = LoggerFactory.getLogger(CudaLibraries.class);

    private final String version;
    private final String flavor;
    private final String classifier;
    private final List<String> files;
    private final Path folder;

    private CudaLibraries(Properties properties, Path caches) {
        this.version = properties.getProperty("version");
        this.flavor = properties.getProperty("flavor");
        this.classifier = properties.getProperty("classifier");
        this.files = List.of(properties.getProperty("libraries").split(",", -1));
        this.folder = caches.resolve("libtorch-" + version + "-" + flavor + "-" + classifier);
    }

    /** Those of this build; empty if it has none, or the user named another libtorch. */
    static Optional<CudaLibraries> bundled() {
        if (Utils.getEnvOrSystemProperty("PYTORCH_LIBRARY_PATH") != null) {
            return Optional.empty();
        }
        return Libtorch.properties()
                .filter(properties -> properties.getProperty("flavor").startsWith("cu"))
                .map(properties -> new CudaLibraries(properties, Utils.getEngineCacheDir("pytorch")));
    }

    /** Whether they need not be unpacked any more. */
    boolean unpacked() {
        return Files.isDirectory(folder);
    }

    /**
     * Unpacks them, which takes a minute or more and 4 GB, but only once; then names them to Deep Java Library.
     *
     * @throws IOException if the disk is full or protected
     */
    void prepare() throws IOException {
        if (!unpacked()) {
            LOG.warn("Unpacking libtorch with CUDA to {}: this takes a minute or more, but only once.", folder);
            Files.createDirectories(folder.getParent());
            Path lock = folder.resolveSibling(folder.getFileName() + ".lock");
            try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock held = channel.lock()) {
                if (held.isValid() && !unpacked()) {
                    unpack(folder.resolveSibling(folder.getFileName() + ".part"));
                }
            }
        }
        System.setProperty("PYTORCH_LIBRARY_PATH", folder.resolve("lib").toString());
        System.setProperty("PYTORCH_VERSION", version);
        System.setProperty("PYTORCH_FLAVOR", flavor);
    }

    /** What another process left half-done is done again from the start. */
    private void unpack(Path part) throws IOException {
        Files.createDirectories(part.resolve("lib"));
        Files.createDirectories(part.resolve("driver"));
        for (String file : files) {
            String resource = "/pytorch/" + flavor + "/" + classifier + "/" + file;
            try (InputStream in = CudaLibraries.class.getResourceAsStream(resource)) {
                if (in == null) {
                    throw new NoSuchFileException(resource);
                }
                Files.copy(in, target(part, file), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Files.move(part, folder, StandardCopyOption.ATOMIC_MOVE);
    }

    private static Path target(Path root, String file) {
        return root.resolve(needsDriver(file) ? "driver" : "lib").resolve(file);
    }

    /** libtorch's compiler of kernels is linked to the driver. */
    private static boolean needsDriver(String file) {
        return file.contains("caffe2_nvrtc");
    }

    /** Loads what is left once a driver was found: the compiler, and on Windows cuDNN's parts, which it would not find by itself. */
    void loadRest() {
        files.stream()
                .filter(file -> needsDriver(file) || (file.startsWith("cudnn") && file.endsWith(".dll")))
                .map(file -> target(folder, file).toString())
                .forEach(System::load);
    }
}
