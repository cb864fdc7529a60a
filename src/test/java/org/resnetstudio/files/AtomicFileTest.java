package org.resnetstudio.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.resnetstudio.problem.Sentence;

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

    @Test
    void whatAKilledProgramLeftIsDeletedAndNothingElse() throws IOException {
        Path file = Files.write(folder.resolve("model.onnx"), new byte[] {1});
        Files.write(folder.resolve(".model.onnx-" + UUID.randomUUID() + ".tmp"), new byte[] {2});
        Files.write(folder.resolve(".model.onnx-mine.tmp"), new byte[] {3});
        Files.write(folder.resolve(".other-" + UUID.randomUUID() + ".tmp"), new byte[] {4});

        AtomicFile.deleteLeftovers(file);
        AtomicFile.deleteLeftovers(folder.resolve("missing/file"));

        assertThat(names(folder))
                .hasSize(3)
                .contains("model.onnx", ".model.onnx-mine.tmp")
                .anyMatch(name -> name.startsWith(".other-"));
    }

    @Test
    void aProtectedDiskAndAFullOneHaveTheirOwnRemedies() {
        assertThat(DiskFailure.sentence("x.onnx", new FileSystemException("y", null, "Read-only file system"))
                        .map(Sentence::english))
                .hasValue("The disk that holds x.onnx is write-protected: choose another place.");
        assertThat(DiskFailure.sentence("x.onnx", new IOException("No space left on device")))
                .hasValueSatisfying(sentence -> assertThat(sentence.english()).contains("full", "free some space"));
        assertThat(DiskFailure.sentence("x.onnx", new IOException("Input/output error")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "There is not enough space on the disk, full",
        "Disk quota exceeded, full",
        "设备上没有空间, full",
        "磁盘空间不足。, full",
        "只读文件系统, write-protected",
        "介质受写入保护。, write-protected",
        "文件名过长, too long"
    })
    void theSystemMaySayItInChinese(String words, String told) {
        assertThat(DiskFailure.sentence("x.onnx", new FileSystemException("x.onnx", null, words)))
                .hasValueSatisfying(sentence -> assertThat(sentence.english()).contains(told));
    }

    /** In the language of whoever runs this. */
    @Test
    void aDiskThatIsFullIsKnownAsThisSystemSaysIt() {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full));

        assertThatThrownBy(() -> Files.write(full, new byte[1], StandardOpenOption.WRITE))
                .isInstanceOfSatisfying(IOException.class, e -> assertThat(DiskFailure.sentence("x.onnx", e))
                        .hasValueSatisfying(
                                sentence -> assertThat(sentence.english()).contains("full")));
    }
}
