package org.resnetstudio.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.resnetstudio.image.TestPictures.HEIGHT;
import static org.resnetstudio.image.TestPictures.WIDTH;
import static org.resnetstudio.image.TestPictures.gradient;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bitmaps with headers of every age: right colours, or a sentence. */
class BmpTest {
    private static final int[] HEADERS = {40, 52, 56, 108, 124};
    private static final long[] NO_MASKS = {0, 0, 0, 0};

    private final ImageDecoder decoder = new ImageDecoder();

    /** @param rows the pixels as they lie in the file */
    private static byte[] bmp(
            int headerSize, int height, int bits, int compression, long[] masks, byte[] palette, byte[] rows) {
        int behind = headerSize != 40 ? 0 : compression == 3 ? 12 : compression == 6 ? 16 : 0;
        int data = 14 + headerSize + behind + palette.length;
        ByteBuffer file = ByteBuffer.allocate(data + rows.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put((byte) 'B').put((byte) 'M').putInt(file.capacity()).putInt(0).putInt(data);
        file.putInt(headerSize);
        if (headerSize == 12) {
            file.putShort((short) WIDTH)
                    .putShort((short) height)
                    .putShort((short) 1)
                    .putShort((short) bits);
        } else {
            file.putInt(WIDTH).putInt(height).putShort((short) 1).putShort((short) bits);
            if (headerSize >= 40) {
                file.putInt(compression).putInt(rows.length);
            }
        }
        if ((headerSize >= 52 && headerSize != 64) || behind > 0) {
            for (int mask = 0; mask < (headerSize == 52 || behind == 12 ? 3 : 4); mask++) {
                file.putInt(54 + 4 * mask, (int) masks[mask]);
            }
        }
        file.position(14 + headerSize + behind);
        return file.put(palette).put(rows).array();
    }

    private static int scaled(int value, long mask) {
        long full = mask >> Long.numberOfTrailingZeros(mask);
        return (int) Math.round(value * (double) full / 255);
    }

    private static byte[] masked(int bits, long[] masks, boolean fromTop, int alpha) {
        ByteBuffer rows = ByteBuffer.allocate(HEIGHT * WIDTH * bits / 8).order(ByteOrder.LITTLE_ENDIAN);
        for (int row = 0; row < HEIGHT; row++) {
            for (int x = 0; x < WIDTH; x++) {
                int rgb = gradient().rgb(x, fromTop ? row : HEIGHT - 1 - row);
                long pixel = masks[3] == 0 ? 0 : (long) scaled(alpha, masks[3]) << Long.numberOfTrailingZeros(masks[3]);
                for (int channel = 0; channel < 3; channel++) {
                    int value = rgb >> (16 - 8 * channel) & 0xFF;
                    pixel |= (long) scaled(value, masks[channel]) << Long.numberOfTrailingZeros(masks[channel]);
                }
                if (bits == 16) {
                    rows.putShort((short) pixel);
                } else {
                    rows.putInt((int) pixel);
                }
            }
        }
        return rows.array();
    }

    private static RgbImage seen(long[] masks, int alpha) {
        byte[] pixels = gradient().pixels().clone();
        for (int at = 0; at < pixels.length; at++) {
            long mask = masks[at % 3];
            double full = mask >> Long.numberOfTrailingZeros(mask);
            double colour = scaled(pixels[at] & 0xFF, mask) * 255 / full;
            pixels[at] = (byte) Math.round(colour * alpha / 255 + 255 - alpha);
        }
        return new RgbImage(WIDTH, HEIGHT, pixels);
    }

    @ParameterizedTest
    @CsvSource({
        "16, F800, 7E0, 1F",
        "16, 7C00, 3E0, 1F",
        "16, 1F, 7E0, F800",
        "16, F00, F0, F",
        "32, FF000000, FF0000, FF00",
        "32, FF, FF00, FF0000",
        "32, FF0000, FF00, FF",
        "32, 3FF00000, FFC00, 3FF",
    })
    void readsColoursUnderAnyMasks(int bits, String red, String green, String blue) throws Exception {
        long[] masks = {Long.parseLong(red, 16), Long.parseLong(green, 16), Long.parseLong(blue, 16), 0};
        for (int header : HEADERS) {
            byte[] upwards = bmp(header, HEIGHT, bits, 3, masks, new byte[0], masked(bits, masks, false, 0));
            byte[] downwards = bmp(header, -HEIGHT, bits, 3, masks, new byte[0], masked(bits, masks, true, 0));

            assertThat(TestPictures.difference(decoder.decode(upwards), seen(masks, 255)))
                    .as("header of %d bytes", header)
                    .isLessThanOrEqualTo(1);
            assertThat(decoder.decode(downwards)).isEqualTo(decoder.decode(upwards));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "32, FF0000, FF00, FF, FF000000",
        "32, FF000000, FF0000, FF00, FF",
        "16, F00, F0, F, F000",
    })
    void putsTransparencyOnWhite(int bits, String red, String green, String blue, String alpha) throws Exception {
        long[] masks = {
            Long.parseLong(red, 16), Long.parseLong(green, 16), Long.parseLong(blue, 16), Long.parseLong(alpha, 16)
        };
        for (int header : new int[] {56, 108, 124}) {
            byte[] half = bmp(header, HEIGHT, bits, 3, masks, new byte[0], masked(bits, masks, false, 0x88));
            byte[] invisible = bmp(header, HEIGHT, bits, 3, masks, new byte[0], masked(bits, masks, false, 0));

            assertThat(TestPictures.difference(decoder.decode(half), seen(masks, 0x88)))
                    .isLessThanOrEqualTo(1);
            assertThat(decoder.decode(invisible))
                    .as("alpha that was never filled in")
                    .isEqualTo(decoder.decode(
                            bmp(header, HEIGHT, bits, 3, masks, new byte[0], masked(bits, masks, false, 255))));
        }
        byte[] behind = bmp(40, HEIGHT, bits, 6, masks, new byte[0], masked(bits, masks, false, 0x88));
        assertThat(TestPictures.difference(decoder.decode(behind), seen(masks, 0x88)))
                .isLessThanOrEqualTo(1);
    }

    @Test
    void theFourthByteOfAPlainBitmapMeansNothing() throws Exception {
        long[] masks = {0xFF0000, 0xFF00, 0xFF, 0xFF000000L};
        for (int header : HEADERS) {
            byte[] plain = bmp(header, HEIGHT, 32, 0, NO_MASKS, new byte[0], masked(32, masks, false, 77));

            assertThat(decoder.decode(plain)).isEqualTo(gradient());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8})
    void readsPalettes(int bits) throws Exception {
        int rowBytes = (bits * WIDTH + 31) / 32 * 4;
        byte[] rows = new byte[rowBytes * HEIGHT];
        byte[] expected = new byte[3 * WIDTH * HEIGHT];
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                int index = (3 * x + y) % (1 << bits);
                rows[(HEIGHT - 1 - y) * rowBytes + x * bits / 8] |= (byte) (index << (8 - bits - x * bits % 8));
                for (int channel = 0; channel < 3; channel++) {
                    expected[3 * (y * WIDTH + x) + channel] = (byte) (index * 91 + 40 * channel);
                }
            }
        }
        RgbImage right = new RgbImage(WIDTH, HEIGHT, expected);
        for (int header : new int[] {12, 16, 40, 64, 108, 124}) {
            int entry = header == 12 ? 3 : 4;
            byte[] palette = new byte[entry << bits];
            for (int index = 0; index < 1 << bits; index++) {
                for (int channel = 0; channel < 3; channel++) {
                    palette[entry * index + 2 - channel] = (byte) (index * 91 + 40 * channel);
                }
            }

            assertThat(decoder.decode(bmp(header, HEIGHT, bits, 0, NO_MASKS, palette, rows)))
                    .as("header of %d bytes", header)
                    .isEqualTo(right);
        }
    }

    /** Runs, literals with their padding, a skip, and what they leave out. */
    @Test
    void readsRunLengths() throws Exception {
        byte[] palette = new byte[4 * 256];
        for (int index = 0; index < 256; index++) {
            Arrays.fill(palette, 4 * index, 4 * index + 3, (byte) (index + 1));
        }
        byte[] eight = {5, 7, 0, 3, 1, 2, 3, 0, 0, 0, 0, 2, 2, 1, 1, 9, 0, 1};
        RgbImage first = decoder.decode(bmp(40, HEIGHT, 8, 1, NO_MASKS, palette, eight));
        assertThat(first.rgb(4, HEIGHT - 1)).isEqualTo(0x080808);
        assertThat(first.rgb(7, HEIGHT - 1)).isEqualTo(0x040404);
        assertThat(first.rgb(8, HEIGHT - 1)).isEqualTo(0x010101);
        assertThat(first.rgb(2, HEIGHT - 3)).isEqualTo(0x0A0A0A);

        byte[] four = {3, 0x12, 0, 3, 0x34, 0x50, 0, 1};
        RgbImage second = decoder.decode(bmp(40, HEIGHT, 4, 2, NO_MASKS, Arrays.copyOf(palette, 64), four));
        assertThat(second.rgb(1, HEIGHT - 1)).isEqualTo(0x030303);
        assertThat(second.rgb(2, HEIGHT - 1)).isEqualTo(0x020202);
        assertThat(second.rgb(5, HEIGHT - 1)).isEqualTo(0x060606);

        byte[] cut = Arrays.copyOf(eight, eight.length - 4);
        assertThatThrownBy(() -> decoder.decode(bmp(40, HEIGHT, 8, 1, NO_MASKS, palette, cut)))
                .hasMessageContaining("cut off");
    }

    @Test
    void readsRunLengthsThatEndWithTheLastRow() throws Exception {
        byte[] palette = {0, 0, 0, 0, 9, 9, 9, 0};
        ByteArrayOutputStream rows = new ByteArrayOutputStream();
        for (int y = 0; y < HEIGHT; y++) {
            rows.writeBytes(new byte[] {WIDTH, 1});
            if (y < HEIGHT - 1) {
                rows.writeBytes(new byte[] {0, 0});
            }
        }

        assertThat(decoder.decode(bmp(40, HEIGHT, 8, 1, NO_MASKS, palette, rows.toByteArray())))
                .isEqualTo(TestPictures.plain(WIDTH, HEIGHT, 0x090909));
    }

    @Test
    void whatSkipsFarBeyondTheRightEdgeIsNotSeen() throws Exception {
        byte[] palette = {0, 0, 0, 0, 9, 9, 9, 0};
        int skips = Integer.MAX_VALUE / 255 + 1;
        ByteBuffer rows = ByteBuffer.allocate(4 * skips + 4);
        for (int skip = 0; skip < skips; skip++) {
            rows.put((byte) 0).put((byte) 2).put((byte) 255).put((byte) 0);
        }
        rows.put((byte) 1).put((byte) 1).put((byte) 0).put((byte) 1);

        assertThat(decoder.decode(bmp(40, HEIGHT, 8, 1, NO_MASKS, palette, rows.array())))
                .isEqualTo(TestPictures.plain(WIDTH, HEIGHT, 0));
    }

    @ParameterizedTest
    @CsvSource({
        "40, 0, 4, rare way",
        "124, 0, 5, rare way",
        "64, 1, 3, rare way",
        "64, 24, 4, rare way",
        "40, 7, 0, 7 bits",
        "40, 24, 3, 24 bits",
        "40, 16, 3, not side by side",
    })
    void refusesOtherKinds(int header, int bits, int compression, String sentence) {
        long[] masks = {0xF80F, 0x7E0, 0x1F, 0};
        byte[] bmp = bmp(header, HEIGHT, bits, compression, masks, new byte[0], new byte[4 * WIDTH * HEIGHT]);

        assertThatThrownBy(() -> decoder.decode(bmp))
                .isInstanceOf(UnreadableImageException.class)
                .hasMessageContaining(sentence);
    }
}
