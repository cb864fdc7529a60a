package org.resnetstudio.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.resnetstudio.image.TestPictures.difference;
import static org.resnetstudio.image.TestPictures.gradient;
import static org.resnetstudio.image.TestPictures.jpeg;
import static org.resnetstudio.image.TestPictures.plain;
import static org.resnetstudio.image.TestPictures.png;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThumbnailsTest {
    @TempDir
    Path folder;

    private List<Path> kept() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("kept"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void fitsThePictureAndKeepsIt() throws Exception {
        Path file = Files.write(folder.resolve("图片.jpg"), jpeg(plain(640, 320, 0x336699)));
        Thumbnails thumbnails = new Thumbnails(folder.resolve("kept"), 64);

        RgbImage made = thumbnails.thumbnail(file);
        assertThat(made.width()).isEqualTo(64);
        assertThat(made.height()).isEqualTo(32);
        assertThat(kept()).hasSize(1);

        Files.write(kept().get(0), jpeg(plain(64, 32, 0xFF0000)));
        assertThat(difference(thumbnails.thumbnail(file), plain(64, 32, 0xFF0000)))
                .as("read from the folder")
                .isLessThan(12);
    }

    @Test
    void makesDamagedOnesAgain() throws Exception {
        Path file = Files.write(folder.resolve("a.jpg"), jpeg(plain(640, 320, 0x336699)));
        Thumbnails thumbnails = new Thumbnails(folder.resolve("kept"), 64);
        RgbImage made = thumbnails.thumbnail(file);
        Files.write(kept().get(0), new byte[] {1, 2, 3});

        assertThat(thumbnails.thumbnail(file)).isEqualTo(made);
    }

    @Test
    void aChangedFileGetsANewOne() throws Exception {
        Path file = Files.write(folder.resolve("a.png"), png(plain(100, 100, 0x336699)));
        Thumbnails thumbnails = new Thumbnails(folder.resolve("kept"), 50);
        thumbnails.thumbnail(file);
        Files.write(file, png(TestPictures.noise(100, 90, 1)));

        assertThat(thumbnails.thumbnail(file).height()).isEqualTo(45);
    }

    @Test
    void smallPicturesAreNeitherEnlargedNorKept() throws Exception {
        Path file = Files.write(folder.resolve("a.png"), png(gradient()));

        assertThat(new Thumbnails(folder.resolve("kept"), 64).thumbnail(file)).isEqualTo(gradient());
        assertThat(folder.resolve("kept")).doesNotExist();
    }

    @Test
    void worksWithoutAFolderToKeepThemIn() throws Exception {
        Path file = Files.write(folder.resolve("a.png"), png(plain(100, 100, 0x336699)));
        Path occupied = Files.createFile(folder.resolve("occupied"));

        assertThat(new Thumbnails(occupied, 50).thumbnail(file)).isEqualTo(plain(50, 50, 0x336699));
    }

    @Test
    void unreadableFilesSayWhy() throws Exception {
        Path text = Files.writeString(folder.resolve("a.png"), "text");
        Thumbnails thumbnails = new Thumbnails(folder.resolve("kept"), 50);

        assertThatThrownBy(() -> thumbnails.thumbnail(text))
                .isInstanceOf(UnreadableImageException.class)
                .hasMessageStartingWith("Not a picture");
        assertThatThrownBy(() -> new Thumbnails(folder, 5)).hasMessageContaining("give 16 to 1024");
    }
}
