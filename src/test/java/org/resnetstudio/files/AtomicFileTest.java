package org.resnetstudio.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AtomicFileTest {
    @TempDir
    Path folder;

    @Test
    void writesAndReplacesAFileInFoldersThatItMakes() throws IOException {
        Path file = folder.resolve("a/b/file");

        AtomicFile.write(file, new byte[] {1, 2, 3});
        assertThat(file).hasBinaryContent(new byte[] {1, 2, 3});

        AtomicFile.writeUnsynced(file, new byte[] {4});
        assertThat(file).hasBinaryContent(new byte[] {4});
        assertThat(names(file.getParent())).containsExactly("file");
    }

    @Test
    void aFailureHalfwayLeavesTheFormerFileAndNothingElse() throws IOException {
        Path file = folder.resolve("file");
        AtomicFile.write(file, new byte[] {1});

        assertThatThrownBy(() -> AtomicFile.write(file, channel -> {
                    AtomicFile.writeFully(channel, ByteBuffer.wrap(new byte[] {2, 3}));
                    throw new IOException("the disk is full");
                }))
                .isInstanceOf(UnwritableFileException.class)
                .hasMessageContaining("the disk is full")
                .hasMessageEndingWith("free some space or choose another folder.");

        assertThat(file).hasBinaryContent(new byte[] {1});
        assertThat(names(folder)).containsExactly("file");
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
