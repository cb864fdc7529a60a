package org.resnetstudio.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.resnetstudio.image.TestPictures.exif;
import static org.resnetstudio.image.TestPictures.jpeg;
import static org.resnetstudio.image.TestPictures.plain;
import static org.resnetstudio.image.TestPictures.resource;
import static org.resnetstudio.image.TestPictures.withExif;

import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The pictures are made with Pillow 12.3, {@code quality=90}, from 67 x 45 pixels:
 *
 * <pre>
 * im.putdata([(int(127 + 60 * math.sin(x / 7 + y / 11)), 60 + (2 * x + 3 * y) % 120, int(127 + 60 * math.cos(x / 5 - y / 6)))
 *             for y in range(45) for x in range(67)])
 * </pre>
 *
 * with {@code subsampling} 0, 1 and 2, {@code restart_marker_blocks=3}, {@code progressive=True}, and {@code convert('L')}.
 */
class JpegSquareTest {
    private static Optional<RgbImage> prepared(byte[] bytes, int sizePx, ResizeMode mode) throws Exception {
        return JpegSquare.prepare(bytes, ImageHeader.read(ByteSource.of(bytes)), sizePx, mode);
    }

    @ParameterizedTest
    @ValueSource(strings = {"444", "422", "420", "420-restart", "grey"})
    void givesWhatOpenCvGivesTheLongWay(String kind) throws Exception {
        byte[] bytes = resource("baseline-" + kind + ".jpg");
        RgbImage full = new ImageDecoder().decode(bytes);
        for (ResizeMode mode : ResizeMode.values()) {
            for (int size : new int[] {23, 32, 40, 45}) {
                RgbImage expected = Resizer.resize(full, size, mode);
                RgbImage actual = prepared(bytes, size, mode).orElseThrow();
                String what = kind + " " + mode + " " + size;
                // by more.
                assertThat(TestPictures.difference(actual, expected)).as(what).isLessThanOrEqualTo(4);
                assertThat(meanDifference(actual, expected)).as(what).isLessThan(0.6);
            }
        }
    }

    private static double meanDifference(RgbImage one, RgbImage other) {
        double sum = 0;
        for (int at = 0; at < one.pixels().length; at++) {
            sum += Math.abs((one.pixels()[at] & 0xFF) - (other.pixels()[at] & 0xFF));
        }
        return sum / one.pixels().length;
    }

    @Test
    void atFullSizeGreyPicturesAreLibjpegsOwn() throws Exception {
        byte[] bytes = resource("baseline-grey.jpg");
        RgbImage full = new ImageDecoder().decode(bytes);

        RgbImage middle = prepared(bytes, 45, ResizeMode.CROP).orElseThrow();

        assertThat(TestPictures.difference(middle, Resizer.resize(full, 45, ResizeMode.CROP)))
                .isLessThanOrEqualTo(1);
    }

    @Test
    void plainPicturesStayPlain() throws Exception {
        byte[] bytes = jpeg(plain(61, 47, 0x6496C8));
        int rgb = new ImageDecoder().decode(bytes).rgb(30, 20);

        for (int size = 24; size <= 47; size++) {
            assertThat(prepared(bytes, size, ResizeMode.SQUASH)).contains(plain(size, size, rgb));
        }
    }

    @Test
    void theDecoderUsesItAndLeavesOtherKindsToOpenCv() throws Exception {
        byte[] bytes = resource("baseline-420.jpg");
        assertThat(new ImageDecoder().prepare(bytes, 32, ResizeMode.SQUASH))
                .isEqualTo(prepared(bytes, 32, ResizeMode.SQUASH).orElseThrow());

        byte[] turned = withExif(bytes, exif(6, ByteOrder.BIG_ENDIAN));
        assertThat(prepared(bytes, 22, ResizeMode.SQUASH)).as("twice too large").isEmpty();
        assertThat(prepared(bytes, 46, ResizeMode.SQUASH)).as("too small").isEmpty();
        assertThat(prepared(turned, 32, ResizeMode.SQUASH)).as("turned").isEmpty();
        assertThat(prepared(resource("baseline-progressive.jpg"), 32, ResizeMode.SQUASH))
                .as("progressive")
                .isEmpty();
        byte[] cmyk = resource("cmyk.jpg");
        assertThat(BaselineJpeg.planes(cmyk)).as("four colours").isEmpty();
    }

    @Test
    void picturesThatAreCutOffAreLeftToTheUsualCheck() {
        byte[] bytes = resource("baseline-420.jpg");
        for (int length = 2; length < bytes.length; length++) {
            assertThat(BaselineJpeg.planes(Arrays.copyOf(bytes, length)))
                    .as("%d of %d bytes", length, bytes.length)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void damageNeverThrows(long seed) {
        Random random = new Random(seed);
        int decoded = 0;
        for (int trial = 0; trial < 2000; trial++) {
            byte[] bytes = resource(trial % 2 == 0 ? "baseline-420-restart.jpg" : "baseline-444.jpg");
            for (int change = random.nextInt(4); change >= 0; change--) {
                bytes[2 + random.nextInt(bytes.length - 2)] = (byte) random.nextInt(256);
            }
            Optional<BaselineJpeg.Plane[]> planes = BaselineJpeg.planes(bytes);
            decoded += planes.isPresent() ? 1 : 0;
        }
        assertThat(decoded).as("seed %d", seed).isBetween(1, 1999);
    }
}
