package org.resnetstudio.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A folder into which native libraries are unpacked before they are loaded, and why that fails: libraries say only that they
 * could not be loaded, so the folder itself is tried.
 */
public final class LibraryFolder {
    private static final long NEEDED_BYTES = 128L << 20;

    private final Path folder;
    private final String property;
    private final boolean madeOnDemand;

    private LibraryFolder(Path folder, String property, boolean madeOnDemand) {
        this.folder = folder;
        this.property = property;
        this.madeOnDemand = madeOnDemand;
    }

    /** The system's folder for temporary files, where ONNX Runtime is unpacked. */
    public static LibraryFolder temporary() {
        return new LibraryFolder(Path.of(System.getProperty("java.io.tmpdir")), "java.io.tmpdir", false);
    }

    /** The folder of JavaCPP, where OpenCV, FFmpeg and ND4J are unpacked once. */
    public static LibraryFolder javaCpp() {
        String property = "org.bytedeco.javacpp.cachedir";
        String folder = System.getProperty(property);
        return new LibraryFolder(
                folder == null ? Path.of(System.getProperty("user.home"), ".javacpp", "cache") : Path.of(folder),
                property,
                true);
    }

    /**
     * What to tell people when a library did not load, in one sentence; empty if nothing is wrong with the folder.
     *
     * @param library for the beginning of the sentence, such as {@code OpenCV, which decodes pictures,}
     */
    public Optional<String> problem(String library) {
        return reason().map(reason -> library + " cannot be unpacked into " + folder + ", because " + reason
                + ", or start with STUDIO_JAVA_OPTS=-D" + property + "=FOLDER to name another folder.");
    }

    /** As {@link #problem}; where nothing is wrong with the folder, that the computer is of none of the right kinds. */
    public String sentence(String library) {
        return problem(library)
                .orElse(library + " does not work on this computer: use 64-bit Linux, Windows or macOS.");
    }

    private Optional<String> reason() {
        Path file = null;
        try {
            if (madeOnDemand) {
                Files.createDirectories(folder);
            } else if (!Files.isDirectory(folder)) {
                return Optional.of("there is no such folder: make it");
            }
            file = Files.createTempFile(folder, "studio", ".so");
            if (Files.getFileStore(folder).getUsableSpace() < NEEDED_BYTES) {
                return Optional.of("the disk is full: free some space");
            }
            boolean mayRun = file.toFile().setExecutable(true) && Files.isExecutable(file);
            return mayRun
                    ? Optional.empty()
                    : Optional.of("the system lets no program run there: change that (noexec)");
        } catch (IOException e) {
            return Optional.of(
                    DiskFailure.isFull(DiskFailure.reason(e))
                            ? "the disk is full: free some space"
                            : "nothing can be written there (" + DiskFailure.reason(e) + "): make it writable");
        } finally {
            delete(file);
        }
    }

    private static void delete(Path file) {
        if (file != null && !file.toFile().delete()) {
            file.toFile().deleteOnExit();
        }
    }
}
