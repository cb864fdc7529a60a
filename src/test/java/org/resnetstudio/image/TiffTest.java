package org.resnetstudio.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.resnetstudio.image.TestPictures.HEIGHT;
import static org.resnetstudio.image.TestPictures.WIDTH;
import static org.resnetstudio.image.TestPictures.gradient;
import static org.resnetstudio.image.TestPictures.upright;

import java.nio.ByteOrder;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.resnetstudio.image.UnreadableImageException.Reason;

/** TIFF 6.0: every kind has the right colours, or is refused with a sentence. */
class TiffTest {
    private static final int WHITE_IS_ZERO = 0;
    private static final int BLACK_IS_ZERO = 1;
    private static final int RGB = 2;
    private static final int PALETTE = 3;
    private static final int CMYK = 5;

    private final ImageDecoder decoder = new ImageDecoder();

    private static final int[] RED = channel(0);
    private static final int[] GREEN = channel(1);
    private static final int[] BLUE = channel(2);
    /** Infrared, or how opaque a pixel is. */
    private static final int[] FOURTH =
            IntStream.range(0, WIDTH * HEIGHT).map(i -> i * 7 % 256).toArray();

    private static final int[] NONE = new int[WIDTH * HEIGHT];

    private static int[] channel(int channel) {
        return IntStream.range(0, WIDTH * HEIGHT)
                .map(pixel -> gradient().pixels()[3 * pixel + channel] & 0xFF)
                .toArray();
    }

    private static int[] each(int[] values, IntUnaryOperator change) {
        return IntStream.of(values).map(change).toArray();
    }

    private static TestTiffs tiff(int photometric, int bits, int[]... channels) {
        int[][] deep = new int[channels.length][];
        for (int index = 0; index < channels.length; index++) {
            deep[index] = bits == 16 ? each(channels[index], v -> v * 257) : channels[index];
        }
        return new TestTiffs(WIDTH, HEIGHT, photometric, bits, deep);
    }

    private static RgbImage picture(int[] red, int[] green, int[] blue) {
        byte[] pixels = new byte[3 * red.length];
        for (int pixel = 0; pixel < red.length; pixel++) {
            pixels[3 * pixel] = (byte) red[pixel];
            pixels[3 * pixel + 1] = (byte) green[pixel];
            pixels[3 * pixel + 2] = (byte) blue[pixel];
        }
        return new RgbImage(WIDTH, HEIGHT, pixels);
    }

    private static int[] onWhite(int[] values) {
        return IntStream.range(0, values.length)
                .map(i -> (int) Math.round((values[i] * FOURTH[i] + 255 * (255 - FOURTH[i])) / 255.0))
                .toArray();
    }

    private void assertRight(TestTiffs tiff, RgbImage right, String kind) throws Exception {
        assertThat(TestPictures.difference(decoder.decode(tiff.bytes()), right))
                .as(kind)
                .isLessThanOrEqualTo(1);
    }

    private UnreadableImageException refusal(TestTiffs tiff) {
        return catchThrowableOfType(UnreadableImageException.class, () -> decoder.decode(tiff.bytes()));
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 16})
    void aFourthBandThatIsNotSaidToBeTransparencyIsLeftOut(int bits) throws Exception {
        for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
            assertRight(tiff(RGB, bits, RED, GREEN, BLUE, FOURTH).tag(338, 0).order(order), gradient(), "RGB");
            assertRight(
                    tiff(RGB, bits, RED, GREEN, BLUE, FOURTH)
                            .tag(338, 0)
                            .planar()
                            .order(order),
                    gradient(),
                    "planar");
            assertRight(
                    tiff(RGB, bits, RED, GREEN, BLUE, FOURTH, FOURTH)
                            .tag(338, 0, 0)
                            .order(order),
                    gradient(),
                    "two bands");
            assertRight(tiff(BLACK_IS_ZERO, bits, RED, FOURTH).tag(338, 0), picture(RED, RED, RED), "grey");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 16})
    void transparencyIsOnWhite(int bits) throws Exception {
        RgbImage right = picture(onWhite(RED), onWhite(GREEN), onWhite(BLUE));

        assertRight(tiff(RGB, bits, RED, GREEN, BLUE, FOURTH).tag(338, 2), right, "straight");
        assertRight(tiff(RGB, bits, RED, GREEN, BLUE, FOURTH).tag(338, 2).planar(), right, "planar");
        assertRight(tiff(RGB, bits, RED, GREEN, BLUE, FOURTH), right, "tag left out");
        assertRight(tiff(RGB, bits, RED, GREEN, BLUE, NONE, FOURTH).tag(338, 0, 2), right, "after infrared");
        assertRight(
                tiff(RGB, bits, times(RED), times(GREEN), times(BLUE), FOURTH).tag(338, 1), right, "premultiplied");
        RgbImage grey = picture(onWhite(RED), onWhite(RED), onWhite(RED));
        assertRight(tiff(BLACK_IS_ZERO, bits, RED, FOURTH).tag(338, 2), grey, "grey");
        assertRight(tiff(BLACK_IS_ZERO, bits, times(RED), FOURTH).tag(338, 1), grey, "grey, premultiplied");
        assertRight(tiff(WHITE_IS_ZERO, bits, each(RED, v -> 255 - v), FOURTH).tag(338, 2), grey, "white is zero");
        int[] cyan = each(RED, v -> 255 - v);
        int[] magenta = each(GREEN, v -> 255 - v);
        int[] yellow = each(BLUE, v -> 255 - v);
        assertRight(tiff(CMYK, bits, cyan, magenta, yellow, NONE, FOURTH).tag(338, 2), right, "CMYK");
    }

    private static int[] times(int[] values) {
        return IntStream.range(0, values.length)
                .map(i -> (int) Math.round(values[i] * FOURTH[i] / 255.0))
                .toArray();
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 16})
    void cmykIsReadAtAnyDepth(int bits) throws Exception {
        int[] cyan = each(RED, v -> 255 - v);
        int[] magenta = each(GREEN, v -> 255 - v);
        int[] yellow = each(BLUE, v -> 255 - v);

        assertRight(tiff(CMYK, bits, cyan, magenta, yellow, NONE), gradient(), "CMYK");
        assertRight(tiff(CMYK, bits, cyan, magenta, yellow, NONE).planar(), gradient(), "planar");
        assertRight(tiff(CMYK, bits, cyan, magenta, yellow, NONE, FOURTH).tag(338, 0), gradient(), "with infrared");
        int[] half = each(NONE, v -> 128);
        assertRight(
                tiff(CMYK, bits, cyan, magenta, yellow, half),
                picture(each(RED, v -> v * 127 / 255), each(GREEN, v -> v * 127 / 255), each(BLUE, v -> v * 127 / 255)),
                "with black");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 6, 8, 10, 12, 16})
    void greyIsScaledByItsWholeRange(int bits) throws Exception {
        int full = (1 << bits) - 1;
        int[] stored = each(RED, v -> v * full / 255);
        int[] seen = each(stored, v -> (int) Math.round(v * 255.0 / full));
        RgbImage right = picture(seen, seen, seen);

        assertRight(new TestTiffs(WIDTH, HEIGHT, BLACK_IS_ZERO, bits, stored), right, "black is zero");
        assertRight(
                new TestTiffs(WIDTH, HEIGHT, WHITE_IS_ZERO, bits, each(stored, v -> full - v)), right, "white is zero");
        assertRight(new TestTiffs(WIDTH, HEIGHT, BLACK_IS_ZERO, bits, stored).without(262), right, "not said");
    }

    /** TIFF 6.0: MaxSampleValue is "not to be used to affect the visual appearance". */
    @Test
    void twelveBitsInSixteenStayDark() throws Exception {
        int[] dark = each(RED, v -> v * 16 / 257);

        assertRight(
                new TestTiffs(WIDTH, HEIGHT, BLACK_IS_ZERO, 16, each(RED, v -> v * 16)).tag(281, 4095),
                picture(dark, dark, dark),
                "12 in 16 bits");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 8, 16})
    void palettesAreReadAtAnyDepth(int bits) throws Exception {
        int colours = 1 << bits;
        int[] map = IntStream.range(0, 3 * colours).map(i -> i * 37 % 256 * 257).toArray();
        int[] indices = each(FOURTH, v -> v % colours);
        RgbImage right = picture(
                each(indices, v -> map[v] / 257),
                each(indices, v -> map[colours + v] / 257),
                each(indices, v -> map[2 * colours + v] / 257));

        assertRight(new TestTiffs(WIDTH, HEIGHT, PALETTE, bits, indices).tag(320, map), right, "16-bit colours");
        assertRight(
                new TestTiffs(WIDTH, HEIGHT, PALETTE, bits, indices).tag(320, each(map, v -> v / 257)),
                right,
                "8-bit colours");
        assertThat(refusal(new TestTiffs(WIDTH, HEIGHT, PALETTE, bits, indices).tag(320, 1, 2, 3)))
                .hasMessageContaining("palette");
    }

    @Test
    void readsStripsAndTilesInEveryOrder() throws Exception {
        for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
            assertRight(tiff(RGB, 8, RED, GREEN, BLUE).tiles(16).order(order), gradient(), "tiles");
            assertRight(tiff(RGB, 16, RED, GREEN, BLUE).tiles(32).planar().order(order), gradient(), "planar tiles");
            assertRight(tiff(RGB, 16, RED, GREEN, BLUE).packed().order(order), gradient(), "Deflate");
            assertRight(tiff(RGB, 8, RED, GREEN, BLUE).big().order(order), gradient(), "BigTIFF");
            assertRight(tiff(RGB, 16, RED, GREEN, BLUE).big().tiles(16).packed().order(order), gradient(), "BigTIFF");
        }
        for (int orientation = 1; orientation <= 8; orientation++) {
            assertRight(
                    tiff(RGB, 16, RED, GREEN, BLUE).tag(274, orientation),
                    upright(gradient(), orientation),
                    "orientation " + orientation);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2, 8, 339, 2, signed",
        "2, 16, 339, 2, signed",
        "1, 16, 339, 3, measurements",
        "2, 16, 339, 6, measurements",
        "8, 8, 0, 0, Lab",
        "9, 16, 0, 0, Lab",
        "6, 16, 0, 0, YCbCr",
        "32803, 8, 0, 0, camera",
        "32845, 8, 0, 0, unknown kind",
        "4, 1, 0, 0, unknown kind",
        "2, 8, 259, 50000, compressed in a rare way (50000)",
        "5, 8, 332, 2, inks",
    })
    void refusesWhatWouldComeOutInOtherColours(int photometric, int bits, int tag, int value, String sentence) {
        TestTiffs tiff = new TestTiffs(WIDTH, HEIGHT, photometric, bits, NONE, NONE, NONE);
        if (photometric == 1 || photometric == 4) {
            tiff = new TestTiffs(WIDTH, HEIGHT, photometric, bits, NONE);
        }
        if (tag != 0) {
            tiff.tag(tag, value);
        }

        UnreadableImageException refusal = refusal(tiff);

        assertThat(refusal).hasMessageContaining(sentence).hasMessageEndingWith("save it as PNG or JPEG.");
        ByteSource file = ByteSource.of(tiff.bytes());
        assertThatThrownBy(() -> ImageHeader.read(file)).as("by an import, too").hasMessage(refusal.getMessage());
        assertThat(refusal.reason()).isEqualTo(Reason.UNSUPPORTED);
    }

    @Test
    void refusesBandsThatDoNotSayWhatTheyAre() {
        for (int bits : new int[] {8, 16}) {
            assertThat(refusal(
                            tiff(BLACK_IS_ZERO, bits, RED, GREEN, BLUE, FOURTH).tag(338, 0, 0, 0)))
                    .hasMessageContaining("4 channels and does not say which are red, green and blue");
            assertThat(refusal(tiff(BLACK_IS_ZERO, bits, RED, GREEN, BLUE)))
                    .hasMessageContaining("3 channels and does not say");
        }
        assertThat(refusal(tiff(RGB, 8, RED, GREEN, BLUE).tag(258, 8, 8, 16))).hasMessageContaining("different depths");
        assertThat(refusal(tiff(RGB, 8, RED, GREEN))).hasMessageContaining("fewer channels than colours");
    }

    @Test
    void refusesWhatLiesOutsideTheFile() {
        assertThat(refusal(tiff(RGB, 8, RED, GREEN, BLUE).tag(256, 9000)).reason())
                .isEqualTo(Reason.CUT_OFF);
        byte[] whole = tiff(RGB, 8, RED, GREEN, BLUE).packed().bytes();
        int data = 16;
        for (int at = data; at < data + 400; at++) {
            whole[at] = (byte) 0xFF;
        }
        assertThatThrownBy(() -> decoder.decode(whole)).isInstanceOf(UnreadableImageException.class);
        assertThat(refusal(tiff(RGB, 8, RED, GREEN, BLUE).tag(322, 1 << 30).tag(323, 1 << 30)))
                .hasMessageContaining("its tiles are larger than the picture");
    }
}
