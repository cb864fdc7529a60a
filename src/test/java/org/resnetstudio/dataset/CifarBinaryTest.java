package org.resnetstudio.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CifarBinaryTest {
    @TempDir
    private Path folder;

    /** One picture whose every byte follows from its place. */
    private static byte[] picture(int label) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(label);
        for (int i = 0; i < 3 * 32 * 32; i++) {
            bytes.write((7 * i + label) % 251);
        }
        return bytes.toByteArray();
    }

    private CifarBinary files() throws IOException {
        for (int file = 1; file <= 5; file++) {
            Files.write(folder.resolve("data_batch_" + file + ".bin"), picture(file));
        }
        Files.write(folder.resolve("test_batch.bin"), picture(9));
        return CifarBinary.find(folder).orElseThrow();
    }

    @Test
    void everyPixelOfEveryPictureIsWhereItsPlanesSay() throws IOException {
        Path out = folder.resolve("out");
        List<Integer> told = new ArrayList<>();

        files().writePictures(out, told::add, () -> false);

        assertThat(told).containsExactly(6);
        byte[] picture = picture(3);
        var image = ImageIO.read(out.resolve("train/cat/3-00000.png").toFile());
        for (int y = 0; y < 32; y++) {
            for (int x = 0; x < 32; x++) {
                int place = 1 + 32 * y + x;
                assertThat(image.getRGB(x, y) & 0xFFFFFF)
                        .isEqualTo(((picture[place] & 0xFF) << 16)
                                | ((picture[place + 1024] & 0xFF) << 8)
                                | (picture[place + 2048] & 0xFF));
            }
        }
        assertThat(out.resolve("test/truck/00000.png")).exists();
        assertThat(out.resolve("train/airplane")).isEmptyDirectory();
    }

    @Test
    void writingCanBeCancelled() throws IOException {
        CifarBinary files = files();

        assertThatThrownBy(() -> files.writePictures(folder.resolve("out"), done -> {}, () -> true))
                .isInstanceOf(CancellationException.class);
    }

    @Test
    void aFolderWithoutAnyOfTheFilesIsNone() throws IOException {
        assertThat(CifarBinary.find(folder)).isEmpty();
    }
}
