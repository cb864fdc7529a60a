package org.resnetstudio.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.resnetstudio.image.TestHeifs.waves;
import static org.resnetstudio.image.TestPictures.difference;
import static org.resnetstudio.image.TestPictures.resource;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.resnetstudio.image.UnreadableImageException.Reason;

/** JPEG 2000. The files were made by OpenJPEG; {@code newer_formats.py} says how. */
class Jpeg2000Test {
    private final ImageDecoder decoder = new ImageDecoder();

    @ParameterizedTest
    @CsvSource({
        "lossless.j2k, 95, 63, false, 1",
        "rgb.jp2, 96, 64, false, 2",
        "sixteen.jp2, 96, 64, false, 2",
        "alpha.jp2, 96, 64, true, 2",
        "tiled.jp2, 192, 128, false, 4"
    })
    void readsFilesAndCodestreams(String name, int width, int height, boolean alpha, int most) throws Exception {
        RgbImage image = decoder.decode(resource(name));
        assertThat(difference(image, waves(width, height, alpha))).isLessThanOrEqualTo(most);
        assertThat(ImageHeader.read(ByteSource.of(resource(name))))
                .isEqualTo(new ImageHeader(width, height, ImageFormat.JPEG_2000, 1));
    }

    @Test
    void readsGreyOfSixteenBits() throws Exception {
        RgbImage image = decoder.decode(resource("grey16.jp2"));
        for (int x = 0; x < image.width(); x++) {
            double expected = 255 * (0.1 + 0.8 * x / 95);
            assertThat((double) (image.pixels()[3 * x] & 0xFF)).isBetween(expected - 1, expected + 1);
        }
    }

    @Test
    void refusesGiantsAndColoursThatWouldBeWrong() {
        byte[] giant = resource("lossless.j2k");
        giant[8] = 1; // columns, the highest byte
        assertRefused(giant, Reason.TOO_LARGE);
        byte[] tiles = resource("lossless.j2k");
        Arrays.fill(tiles, 24, 31, (byte) 0);
        assertRefused(tiles, Reason.DAMAGED);
        byte[] cmyk = resource("rgb.jp2");
        cmyk[new String(cmyk, StandardCharsets.ISO_8859_1).indexOf("colr") + 10] = 12;
        assertRefused(cmyk, Reason.UNSUPPORTED);
    }

    @ParameterizedTest
    @CsvSource({"rgb.jp2, 1", "rgb.jp2, 500", "lossless.j2k, 2", "lossless.j2k, 1000"})
    void refusesWhatIsCutOff(String name, int missing) {
        byte[] whole = resource(name);
        assertRefused(Arrays.copyOf(whole, whole.length - missing), Reason.CUT_OFF);
    }

    private void assertRefused(byte[] bytes, Reason reason) {
        assertThatThrownBy(() -> decoder.decode(bytes))
                .isInstanceOfSatisfying(
                        UnreadableImageException.class,
                        e -> assertThat(e.reason()).as(e.getMessage()).isEqualTo(reason));
    }
}
