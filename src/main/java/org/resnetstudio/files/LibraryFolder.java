package org.resnetstudio.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.resnetstudio.problem.Sentence;

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
    public Optional<Sentence> problem(Sentence library) {
        return reason().map(reason -> Sentence.of("problem.files.not-unpacked", library, folder, reason, property));
    }

    /** As {@link #problem}; where nothing is wrong with the folder, that the computer is of none of the right kinds. */
    public Sentence sentence(Sentence library) {
        return problem(library).orElse(Sentence.of("problem.files.wrong-system", library));
    }

    private Optional<Sentence> reason() {
        Path file = null;
        try {
            if (madeOnDemand) {
                Files.createDirectories(folder);
            } else if (!Files.isDirectory(folder)) {
                return Optional.of(Sentence.of("problem.files.unpacking.no-folder"));
            }
            file = Files.createTempFile(folder, "studio", ".so");
            if (Files.getFileStore(folder).getUsableSpace() < NEEDED_BYTES) {
                return Optional.of(Sentence.of("problem.files.unpacking.full"));
            }
            boolean mayRun = file.toFile().setExecutable(true) && Files.isExecutable(file);
            return mayRun ? Optional.empty() : Optional.of(Sentence.of("problem.files.unpacking.noexec"));
        } catch (IOException e) {
            return Optional.of(
                    DiskFailure.isFull(DiskFailure.reason(e))
                            ? Sentence.of("problem.files.unpacking.full")
                            : Sentence.of("problem.files.unpacking.unwritable", DiskFailure.reason(e)));
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
