package org.resnetstudio.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileStampTest {
    private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2024-05-06T07:08:09Z"));

    @TempDir
    Path folder;

    private Path file(int bytes, int seed) throws Exception {
        byte[] content = new byte[bytes];
        new Random(seed).nextBytes(content);
        Path file = Files.write(folder.resolve(bytes + "-" + seed), content);
        return Files.setLastModifiedTime(file, LONG_AGO);
    }

    @Test
    void withoutNumbersOfTheSystemPiecesOfTheFileTell() throws Exception {
        for (int bytes : new int[] {1, 4095, 4096, 32_767, 32_768, 32_769, 1_000_000}) {
            Path one = file(bytes, 1);
            FileStamp before = FileStamp.of(one, false);
            assertThat(before.bytes()).isEqualTo(bytes);
            assertThat(FileStamp.of(one, false)).isEqualTo(before);

            Files.write(one, Files.readAllBytes(file(bytes, 2)));
            Files.setLastModifiedTime(one, LONG_AGO);
            assertThat(FileStamp.of(one, false)).as("%d bytes", bytes).isNotEqualTo(before);
        }
    }

    @Test
    void theLastByteCounts() throws Exception {
        for (int bytes : new int[] {5000, 40_000, 777_777}) {
            Path file = file(bytes, 3);
            FileStamp before = FileStamp.of(file, false);
            byte[] content = Files.readAllBytes(file);
            content[bytes - 1]++;
            Files.write(file, content);
            Files.setLastModifiedTime(file, LONG_AGO);
            assertThat(FileStamp.of(file, false)).as("%d bytes", bytes).isNotEqualTo(before);
        }
    }

    @Test
    void whatIsNoFileHasNone() {
        assertThatThrownBy(() -> FileStamp.of(folder)).isInstanceOf(UnreadableImageException.class);
        assertThatThrownBy(() -> FileStamp.of(folder.resolve("gone"))).isInstanceOf(UnreadableImageException.class);
    }
}
