package org.resnetstudio.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder among the system's temporary ones that is deleted with all that is in it. */
public record TemporaryFolder(Path path) implements AutoCloseable {
    /** Makes an empty one. */
    public static TemporaryFolder create() throws IOException {
        return new TemporaryFolder(Files.createTempDirectory("resnet-studio"));
    }

    /** A file or folder in it, which need not be there yet. */
    public Path resolve(String name) {
        return path.resolve(name);
    }

    @Override
    public void close() throws IOException {
        Folders.delete(path);
    }
}
