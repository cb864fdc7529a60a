package org.resnetstudio.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.resnetstudio.image.TestPictures.HEIGHT;
import static org.resnetstudio.image.TestPictures.WIDTH;
import static org.resnetstudio.image.TestPictures.chunk;
import static org.resnetstudio.image.TestPictures.difference;
import static org.resnetstudio.image.TestPictures.exif;
import static org.resnetstudio.image.TestPictures.gradient;
import static org.resnetstudio.image.TestPictures.jpeg;
import static org.resnetstudio.image.TestPictures.png;
import static org.resnetstudio.image.TestPictures.resource;
import static org.resnetstudio.image.TestPictures.upright;
import static org.resnetstudio.image.TestPictures.withExif;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Pixels of every format and kind. The fixtures in {@code src/test/resources/image} were made with Pillow 12.3:
 *
 * <pre>{@code
 * y, x = np.mgrid[0:32, 0:48]
 * rgb = np.stack([x * 5, y * 8, 255 - x * 2 - y * 3], -1).astype("u1")
 * alpha = (255 - x * 5).astype("u1")
 * im = Image.fromarray(rgb)
 * rgba = Image.fromarray(np.dstack([rgb, alpha]))
 * exif = Image.Exif(); exif[0x112] = 6
 * im.convert("CMYK").save("cmyk.jpg", quality=95)      # with Adobe's marker, inverted
 * im.save("lossy.webp", quality=95)
 * im.save("orientation6.webp", lossless=True, exif=exif)
 * rgba.save("alpha.webp", lossless=True)
 * im.save("animated.webp", save_all=True, append_images=[im.rotate(180)], lossless=True)
 * im.save("lzw.tif", compression="tiff_lzw")
 * for o in range(1, 9): im.save(f"orientation{o}.tif", tiffinfo={274: o})
 * rgba.save("alpha.tif")
 * im.convert("CMYK").save("cmyk.tif")
 * Image.fromarray((x * 1000 + y * 300).astype("u2")).save("grey16.tif")
 * Image.merge("LA", [im.getchannel(0), Image.fromarray(alpha)]).save("grey-alpha.tif")
 * Image.fromarray(np.full((4, 4), 0.5, "f4")).save("float.tif")
 * im.quantize(16).save("palette.bmp")
 * y, x = np.mgrid[0:31, 0:47]
 * waves = [np.sin(x / 5), np.cos(y / 4 + x / 9), np.sin((x + y) / 6)]
 * im = Image.fromarray((128 + 120 * np.stack(waves, -1)).astype("u1"))
 * im.save("444.jpg", quality=90, subsampling=0)        # "422.jpg" with 1, "420.jpg" with 2
 * im.save("progressive.jpg", quality=90, subsampling=2, progressive=True)
 * im.convert("L").save("grey.jpg", quality=90)
 * Image.open("444.jpg").convert("RGB").save("444.png") # and the other four
 * }</pre>
 */
class ImageDecoderTest {
    private final ImageDecoder decoder = new ImageDecoder();

    @TempDir
    Path folder;

    private Path file(String name, byte[] bytes) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, bytes);
    }

    @Test
    void readsLosslessFormatsExactly() throws Exception {
        assertThat(decoder.decode(png(gradient()))).isEqualTo(gradient());
        assertThat(decoder.decode(TestPictures.encoded(gradient(), "bmp"))).isEqualTo(gradient());
        assertThat(decoder.decode(resource("lzw.tif"))).isEqualTo(gradient());
    }

    @Test
    void readsLossyFormatsClosely() throws Exception {
        assertThat(difference(decoder.decode(jpeg(gradient())), gradient())).isLessThan(12);
        assertThat(difference(decoder.decode(jpeg(gradient(), true)), gradient()))
                .isLessThan(12);
        assertThat(difference(decoder.decode(resource("lossy.webp")), gradient()))
                .isLessThan(12);
    }

    @ParameterizedTest
    @ValueSource(strings = {"444", "422", "420", "progressive", "grey"})
    void readsJpegsAsLibjpegDoes(String name) throws Exception {
        RgbImage pillow = decoder.decode(resource(name + ".png"));
        byte[] jpeg = resource(name + ".jpg");

        assertThat(JpegDecoder.decode(jpeg, ImageHeader.read(ByteSource.of(jpeg)), 0))
                .as("left to OpenCV")
                .isPresent();
        assertThat(difference(decoder.decode(jpeg), pillow)).isLessThanOrEqualTo(3);
        for (int side : new int[] {16, 29}) {
            assertThat(difference(
                            decoder.prepare(jpeg, side, ResizeMode.SQUASH),
                            Resizer.resize(pillow, side, ResizeMode.SQUASH)))
                    .as("squashed to %d pixels", side)
                    .isLessThanOrEqualTo(4);
        }
    }

    @Test
    void whereFfmpegDoesNotLoadItIsLeftOut() {
        assertThat(JpegDecoder.loaded(() -> {
                    throw new UnsatisfiedLinkError("no jniavcodec in java.library.path");
                }))
                .isEmpty();
        assertThat(JpegDecoder.loaded(() -> {
                    throw new NoClassDefFoundError("Could not initialize class org.bytedeco.ffmpeg.global.avcodec");
                }))
                .isEmpty();
        assertThat(JpegDecoder.loaded(() -> "there")).contains("there");
    }

    @Test
    void squashesPhotosBeforeTheyHaveColoursToNearlyTheSamePixels() throws Exception {
        byte[] pixels = new byte[3 * 501 * 375];
        for (int at = 0; at < pixels.length; at++) {
            int x = at / 3 % 501;
            int y = at / 3 / 501;
            pixels[at] = (byte) (128 + 60 * Math.sin((x + at % 3 * y) / 40.0));
        }
        byte[] jpeg = jpeg(new RgbImage(501, 375, pixels));

        for (int side : new int[] {190, 224, 400}) {
            assertThat(difference(
                            decoder.prepare(jpeg, side, ResizeMode.SQUASH),
                            Resizer.resize(decoder.decode(jpeg), side, ResizeMode.SQUASH)))
                    .as("squashed to %d pixels", side)
                    .isLessThanOrEqualTo(9);
        }
    }

    @Test
    void readsPathsInAnyLanguageAndIgnoresWrongExtensions() throws Exception {
        assertThat(decoder.decode(file("图片/ñandú Ωμέγα 🐦.png", png(gradient()))))
                .isEqualTo(gradient());
        assertThat(decoder.decode(file("really-a-png.jpg", png(gradient())))).isEqualTo(gradient());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void turnsPicturesUpright(int orientation) throws Exception {
        RgbImage expected = upright(gradient(), orientation);
        byte[] exif = exif(orientation, orientation % 2 == 0 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);

        assertThat(difference(decoder.decode(withExif(jpeg(gradient()), exif)), expected))
                .isLessThan(12);
        assertThat(decoder.decode(png(WIDTH, HEIGHT, 8, 2, gradient().pixels(), chunk("eXIf", exif))))
                .isEqualTo(expected);
        assertThat(decoder.decode(resource("orientation" + orientation + ".tif")))
                .isEqualTo(expected);
    }

    @Test
    void turnsWebpUpright() throws Exception {
        assertThat(decoder.decode(resource("orientation6.webp"))).isEqualTo(upright(gradient(), 6));
    }

    @Test
    void ignoresOrientationsThatDoNotExist() throws Exception {
        byte[] jpeg = withExif(jpeg(gradient()), exif(9, ByteOrder.BIG_ENDIAN));

        assertThat(difference(decoder.decode(jpeg), gradient())).isLessThan(12);
    }

    @Test
    void putsTransparencyOnWhite() throws Exception {
        byte[] rgba = new byte[4 * WIDTH * HEIGHT];
        byte[] seen = new byte[3 * WIDTH * HEIGHT];
        RgbImage gradient = gradient();
        for (int pixel = 0; pixel < WIDTH * HEIGHT; pixel++) {
            int alpha = 255 - 5 * (pixel % WIDTH);
            rgba[4 * pixel + 3] = (byte) alpha;
            for (int channel = 0; channel < 3; channel++) {
                int colour = gradient.pixels()[3 * pixel + channel] & 0xFF;
                rgba[4 * pixel + channel] = (byte) colour;
                seen[3 * pixel + channel] = (byte) Math.round((colour * alpha + 255 * (255 - alpha)) / 255f);
            }
        }
        RgbImage expected = new RgbImage(WIDTH, HEIGHT, seen);

        assertThat(difference(decoder.decode(png(WIDTH, HEIGHT, 8, 6, rgba)), expected))
                .isLessThanOrEqualTo(1);
        assertThat(difference(decoder.decode(resource("alpha.webp")), expected)).isLessThanOrEqualTo(1);
        assertThat(difference(decoder.decode(resource("alpha.tif")), expected)).isLessThanOrEqualTo(1);
    }

    @Test
    void readsGreyWithAlpha() throws Exception {
        RgbImage png = decoder.decode(png(2, 1, 8, 4, new byte[] {100, (byte) 255, 0, 51}));
        assertThat(png.rgb(0, 0)).isEqualTo(0x646464);
        assertThat(png.rgb(1, 0)).isEqualTo(0xCCCCCC);

        RgbImage tiff = decoder.decode(resource("grey-alpha.tif"));
        assertThat(tiff.rgb(0, 0)).isEqualTo(0x000000);
        assertThat(tiff.rgb(20, 5) & 0xFF).isBetween(159, 163); // 100 at an alpha of 155: 100 * 155 / 255 + 100
    }

    @Test
    void readsPalettesWithAndWithoutTransparency() throws Exception {
        byte[] palette = chunk("PLTE", new byte[] {(byte) 255, 0, 0, 0, 0, (byte) 255});
        byte[] transparency = chunk("tRNS", new byte[] {0});
        byte[] indices = {0, 1};

        RgbImage opaque = decoder.decode(png(2, 1, 8, 3, indices, palette));
        assertThat(opaque.rgb(0, 0)).isEqualTo(0xFF0000);
        assertThat(opaque.rgb(1, 0)).isEqualTo(0x0000FF);
        RgbImage transparent = decoder.decode(png(2, 1, 8, 3, indices, palette, transparency));
        assertThat(transparent.rgb(0, 0)).isEqualTo(0xFFFFFF);
        assertThat(transparent.rgb(1, 0)).isEqualTo(0x0000FF);
    }

    /** {@code Image.open("palette.bmp").convert("RGB").getpixel(...)}. */
    @Test
    void readsPaletteBitmaps() throws Exception {
        RgbImage image = decoder.decode(resource("palette.bmp"));

        assertThat(image.rgb(0, 0)).isEqualTo(25 << 16 | 24 << 8 | 236);
        assertThat(image.rgb(47, 31)).isEqualTo(175 << 16 | 232 << 8 | 98);
        assertThat(image.rgb(20, 10)).isEqualTo(83 << 16 | 84 << 8 | 191);
    }

    @Test
    void readsGreyOfOneToSixteenBits() throws Exception {
        RgbImage eight = decoder.decode(png(2, 1, 8, 0, new byte[] {7, (byte) 200}));
        assertThat(eight.rgb(1, 0)).isEqualTo(0xC8C8C8);

        RgbImage one = decoder.decode(png(2, 1, 1, 0, new byte[] {0x40}));
        assertThat(one.rgb(0, 0)).isZero();
        assertThat(one.rgb(1, 0)).isEqualTo(0xFFFFFF);

        RgbImage sixteen = decoder.decode(png(2, 1, 16, 0, new byte[] {(byte) 0xFF, (byte) 0xFF, (byte) 0x80, 0x7F}));
        assertThat(sixteen.rgb(0, 0)).isEqualTo(0xFFFFFF);
        assertThat(sixteen.rgb(1, 0)).isEqualTo(0x808080);
    }

    @Test
    void readsOneTransparentGreyValueAsWhite() throws Exception {
        RgbImage image = decoder.decode(png(2, 1, 8, 0, new byte[] {7, 8}, chunk("tRNS", new byte[] {0, 7})));

        assertThat(image.rgb(0, 0)).isEqualTo(0xFFFFFF);
        assertThat(image.rgb(1, 0)).isEqualTo(0x080808);
    }

    /** PNG, third edition, 11.3.1.1: of 16-bit samples both bytes are compared, of smaller ones the bits that they have. */
    @Test
    void comparesAllBitsOfATransparentGreyAndNoMore() throws Exception {
        ByteBuffer samples = ByteBuffer.allocate(8).putShort((short) 0);
        samples.putShort((short) 1).putShort((short) 128).putShort((short) 0x1234);
        RgbImage zero = decoder.decode(png(4, 1, 16, 0, samples.array(), chunk("tRNS", new byte[] {0, 0})));
        assertThat(zero.rgb(0, 0)).isEqualTo(0xFFFFFF);
        assertThat(zero.rgb(1, 0)).isZero();
        assertThat(zero.rgb(2, 0)).isZero();
        RgbImage other = decoder.decode(png(4, 1, 16, 0, samples.array(), chunk("tRNS", new byte[] {0x12, 0x34})));
        assertThat(other.rgb(0, 0)).isZero();
        assertThat(other.rgb(3, 0)).isEqualTo(0xFFFFFF);

        for (int bits : new int[] {1, 2, 4, 8}) {
            int full = (1 << bits) - 1;
            byte[] row = {(byte) (1 << (8 - bits) | (bits < 8 ? full << (8 - 2 * bits) : 0)), (byte) full};
            byte[] transparent = chunk("tRNS", new byte[] {0x55, (byte) 1});
            RgbImage image = decoder.decode(png(2, 1, bits, 0, bits == 8 ? row : new byte[] {row[0]}, transparent));
            assertThat(image.rgb(0, 0)).as("%d bits", bits).isEqualTo(0xFFFFFF);
            assertThat(image.rgb(1, 0)).as("%d bits", bits).isEqualTo(0xFFFFFF);
            byte[] zeros = chunk("tRNS", new byte[] {0, 0});
            image = decoder.decode(png(2, 1, bits, 0, bits == 8 ? row : new byte[] {row[0]}, zeros));
            assertThat(image.rgb(0, 0)).as("%d bits", bits).isEqualTo(0x10101 * (255 / full));
        }
    }

    @Test
    void comparesAllBitsOfATransparentColour() throws Exception {
        ByteBuffer samples = ByteBuffer.allocate(12).putShort((short) 1000).putShort((short) 2000);
        samples.putShort((short) 3000)
                .putShort((short) 1000)
                .putShort((short) 2000)
                .putShort((short) 3001);
        ByteBuffer colour = ByteBuffer.allocate(6).putShort((short) 1000).putShort((short) 2000);
        byte[] transparent = chunk("tRNS", colour.putShort((short) 3000).array());
        RgbImage image = decoder.decode(png(2, 1, 16, 2, samples.array(), transparent));
        assertThat(image.rgb(0, 0)).isEqualTo(0xFFFFFF);
        assertThat(image.rgb(1, 0)).isEqualTo(4 << 16 | 8 << 8 | 12);

        byte[] eight = chunk("tRNS", new byte[] {0, 10, 0, 20, 0, 30});
        image = decoder.decode(png(2, 1, 8, 2, new byte[] {10, 20, 30, 10, 20, 31}, eight));
        assertThat(image.rgb(0, 0)).isEqualTo(0xFFFFFF);
        assertThat(image.rgb(1, 0)).isEqualTo(0x0A141F);
    }

    @Test
    void aPngIsReadWithoutWhatIsWrongWithItsTextsAndProfiles() throws Exception {
        byte[] text = chunk("iCCP", "no profile".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        text[text.length - 1] ^= 1;

        assertThat(decoder.decode(png(WIDTH, HEIGHT, 8, 2, gradient().pixels(), text, chunk("gAMA", new byte[4]))))
                .isEqualTo(gradient());
        assertThatThrownBy(
                        () -> decoder.decode(png(WIDTH, HEIGHT, 8, 2, gradient().pixels(), chunk("NEWS", new byte[4]))))
                .hasMessageContaining("a part of an unknown kind");
    }

    @Test
    void scalesSixteenBitsByTheirWholeRange() throws Exception {
        ByteBuffer samples = ByteBuffer.allocate(6);
        samples.putShort((short) 65535).putShort((short) (257 * 100)).putShort((short) 200);
        RgbImage image = decoder.decode(png(1, 1, 16, 2, samples.array()));
        assertThat(image.rgb(0, 0)).isEqualTo(255 << 16 | 100 << 8 | 1);

        RgbImage tiff = decoder.decode(resource("grey16.tif"));
        assertThat(tiff.rgb(43, 30) & 0xFF).isEqualTo(Math.round((43 * 1000 + 30 * 300) / 257f));
    }

    @Test
    void readsCmyk() throws Exception {
        assertThat(difference(decoder.decode(resource("cmyk.jpg")), gradient())).isLessThan(12);
        assertThat(difference(decoder.decode(resource("cmyk.tif")), gradient())).isLessThanOrEqualTo(1);
    }

    @Test
    void readsTheFirstFrameOfAnimations() throws Exception {
        assertThat(decoder.decode(resource("animated.webp"))).isEqualTo(gradient());

        byte[] frame = TestPictures.encoded(TestPictures.plain(5, 4, 0x336699), "gif");
        RgbImage gif = decoder.decode(frame);
        assertThat(gif).isEqualTo(TestPictures.plain(5, 4, 0x336699));
    }

    @Test
    void putsASmallGifFrameWhereItBelongs() throws Exception {
        byte[] gif = TestPictures.encoded(TestPictures.plain(5, 4, 0x336699), "gif");
        gif[6] = 8; // the screen: 8 x 4, the frame 5 x 4
        int frame = indexOf(gif, new byte[] {0x2C, 0, 0, 0, 0, 5, 0, 4, 0});
        gif[frame + 1] = 3;

        RgbImage image = decoder.decode(gif);

        assertThat(image.width()).isEqualTo(8);
        assertThat(image.rgb(2, 0)).isEqualTo(0xFFFFFF);
        assertThat(image.rgb(3, 0)).isEqualTo(0x336699);
    }

    @Test
    void aGifWithoutAScreenHasTheSizeOfItsFrame() throws Exception {
        byte[] gif = TestPictures.encoded(TestPictures.plain(5, 4, 0x336699), "gif");
        int frame = indexOf(gif, new byte[] {0x2C, 0, 0, 0, 0, 5, 0, 4, 0});
        gif[frame + 1] = 3;
        for (int zero : new int[] {6, 8}) {
            byte[] without = gif.clone();
            without[zero] = 0;

            assertThat(decoder.decode(without)).isEqualTo(TestPictures.plain(5, 4, 0x336699));
            assertThat(ImageHeader.read(file("small.gif", without)))
                    .isEqualTo(new ImageHeader(5, 4, ImageFormat.GIF, 1));
        }
    }

    @Test
    void decodesLargeJpegsSmallWhenThatIsEnough() throws Exception {
        Path photo = file("photo.jpg", jpeg(TestPictures.plain(640, 400, 0x808080)));

        assertThat(decoder.decode(photo, 100).width()).isEqualTo(160);
        assertThat(decoder.decode(photo, 200).width()).isEqualTo(320);
        assertThat(decoder.decode(photo, 201).width()).isEqualTo(640);
        assertThat(decoder.decode(photo, 10).height()).isEqualTo(50);
    }

    @Test
    void preparesAPictureAsDecodingAndResizingWould() throws Exception {
        byte[] png = png(gradient());

        for (ResizeMode mode : ResizeMode.values()) {
            assertThat(decoder.prepare(png, 20, mode)).isEqualTo(Resizer.resize(gradient(), 20, mode));
        }
        assertThatThrownBy(() -> decoder.prepare(png, 0, ResizeMode.CROP)).hasMessageContaining("image size of 0");
    }

    private static int indexOf(byte[] bytes, byte[] part) {
        for (int at = 0; at + part.length <= bytes.length; at++) {
            if (Arrays.equals(bytes, at, at + part.length, part, 0, part.length)) {
                return at;
            }
        }
        throw new AssertionError("not found");
    }
}
