package org.resnetstudio.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.resnetstudio.image.UnreadableImageException.Reason;

/** First bytes as in the formats' descriptions: ISO/IEC 23008-12 (HEIF), 14496-12, 18181-2, and libraw's of raw files. */
class OtherFormatTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "RAW, ....ftypcrx ....crx isom",
        "RAW, FUJIFILMCCD-RAW 0201",
        "RAW, IIRO............",
        "JPEG_XL, ....JXL ............",
        "PHOTOSHOP, 8BPS............"
    })
    void aFormatIsKnownByItsFirstBytesWhateverTheName(OtherFormat format, String start) throws IOException {
        Path file = Files.write(
                folder.resolve("picture.jpg"), (start + ".".repeat(100)).getBytes(StandardCharsets.ISO_8859_1));
        assertRefused(file, format);
    }

    @ParameterizedTest
    @CsvSource({"cr2", "NEF", "arw", "dng", "pef", "srw"})
    void rawPicturesThatBeginLikeATiffAreNotTakenForTheirPreview(String extension) throws Exception {
        assertRefused(tiff("photo." + extension), OtherFormat.RAW);
        assertThat(ImageHeader.read(ByteSource.of(Files.readAllBytes(tiff("photo.tif"))))
                        .format())
                .isEqualTo(ImageFormat.TIFF);
    }

    @Test
    void aFormatIsKnownByItsNameWhereItsBytesSayNothing() throws IOException {
        assertRefused(Files.writeString(folder.resolve("a.ppm"), "P6 1 1 255 abc"), OtherFormat.NETPBM);
        assertRefused(Files.writeString(folder.resolve("b.SVG"), "<svg/>"), OtherFormat.SVG);
        assertThat(OtherFormat.named(Path.of("jxl"))).isEmpty();
        assertThat(OtherFormat.named(Path.of("x.jxl.png"))).isEmpty();
    }

    @Test
    void aReadablePictureUnderAWrongNameIsRead() throws Exception {
        Path png = folder.resolve("wrong.jxl");
        ImageIO.write(new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB), "png", png.toFile());
        assertThat(new ImageDecoder().decode(png).width()).isEqualTo(3);
    }

    private Path tiff(String name) throws IOException {
        Path file = folder.resolve(name);
        ImageIO.write(new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB), "tiff", file.toFile());
        return file;
    }

    private static void assertRefused(Path file, OtherFormat format) {
        assertThatThrownBy(() -> new ImageDecoder().decode(file))
                .hasMessage(format.sentence().english())
                .isInstanceOfSatisfying(UnreadableImageException.class, e -> {
                    assertThat(e.reason()).isEqualTo(Reason.OTHER_FORMAT);
                    assertThat(e.otherFormat()).contains(format);
                });
        assertThatThrownBy(() -> ImageHeader.read(file))
                .hasMessage(format.sentence().english());
    }
}
