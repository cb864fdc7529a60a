package org.resnetstudio.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.resnetstudio.image.TestHeifs.HEIGHT;
import static org.resnetstudio.image.TestHeifs.WIDTH;
import static org.resnetstudio.image.TestHeifs.waves;
import static org.resnetstudio.image.TestPictures.difference;
import static org.resnetstudio.image.TestPictures.resource;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.resnetstudio.image.UnreadableImageException.Reason;

/** HEIC and AVIF. The files were made by libheif and libavif; {@code newer_formats.py} says how. */
class HeifTest {
    private static final byte[] PLAIN = resource("rgb.heic");

    private final ImageDecoder decoder = new ImageDecoder();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rgb.heic",
                "ten.heic",
                "limited709.heic",
                "identity.heic",
                "rgb.avif",
                "ten.avif",
                "twelve.avif",
                "identity.avif"
            })
    void coloursAreRightInEveryCoding(String name) throws Exception {
        RgbImage image = decoder.decode(resource(name));
        assertThat(difference(image, waves(WIDTH, HEIGHT, false))).isLessThanOrEqualTo(name.startsWith("id") ? 2 : 8);
        ImageFormat format = name.endsWith("heic") ? ImageFormat.HEIC : ImageFormat.AVIF;
        assertThat(ImageHeader.read(ByteSource.of(resource(name))))
                .isEqualTo(new ImageHeader(WIDTH, HEIGHT, format, 1));
    }

    @Test
    void oddSidesAndTilesAreRead() throws Exception {
        assertThat(difference(decoder.decode(resource("odd.heic")), waves(95, 63, false)))
                .isLessThanOrEqualTo(8);
        assertThat(difference(decoder.decode(resource("grid.avif")), waves(192, 128, false)))
                .isLessThanOrEqualTo(8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"alpha.heic", "alpha.avif", "premultiplied.avif"})
    void transparencyIsPutOnWhite(String name) throws Exception {
        assertThat(difference(decoder.decode(resource(name)), waves(WIDTH, HEIGHT, true)))
                .isLessThanOrEqualTo(8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"grey.heic", "grey.avif"})
    void greyIsRead(String name) throws Exception {
        RgbImage image = decoder.decode(resource(name));
        for (int x = 0; x < WIDTH; x++) {
            assertThat(image.pixels()[3 * x] & 0xFF)
                    .isBetween((int) (255 * (0.1 + 0.8 * x / 95)) - 1, (int) (255 * (0.1 + 0.8 * x / 95)) + 2);
        }
    }

    /** As libheif turns them. */
    @Test
    void avifencsTurnsMirrorsAndCropsAreFollowed() throws Exception {
        RgbImage whole = waves(WIDTH, HEIGHT, false);
        assertThat(difference(decoder.decode(resource("turned.avif")), TestPictures.upright(whole, 8)))
                .isLessThanOrEqualTo(9);
        assertThat(difference(decoder.decode(resource("mirrored.avif")), TestPictures.upright(whole, 5)))
                .isLessThanOrEqualTo(9);
        RgbImage cropped = decoder.decode(resource("cropped.avif"));
        assertThat(difference(cropped, part(whole, 10, 8, 50, 40))).isLessThanOrEqualTo(9);
    }

    /** The orientation of EXIF that is the same as quarter turns to the left and then, or not, a mirror. */
    @ParameterizedTest
    @CsvSource({
        "0, -1, 1",
        "1, -1, 8",
        "2, -1, 3",
        "3, -1, 6",
        "0, 1, 2",
        "0, 0, 4",
        "1, 1, 7",
        "1, 0, 5",
        "2, 1, 4",
        "2, 0, 2",
        "3, 1, 5",
        "3, 0, 7"
    })
    void turnsAndMirrorsAreThoseOfTheContainer(int turns, int axis, int orientation) throws Exception {
        TestHeifs file = new TestHeifs(PLAIN).turned(turns);
        byte[] heic = (axis < 0 ? file : file.mirrored(axis)).bytes();
        assertThat(decoder.decode(heic)).isEqualTo(TestPictures.upright(decoder.decode(PLAIN), orientation));
        assertThat(ImageHeader.read(ByteSource.of(heic)).orientation()).isEqualTo(orientation);
    }

    @Test
    void tilesThatStandOutAreCut() throws Exception {
        RgbImage tile = decoder.decode(PLAIN);
        RgbImage image = decoder.decode(
                new TestHeifs(PLAIN).grid(2, 3, 250, 101, 6).turned(2).bytes());
        assertThat(image.width()).isEqualTo(250);
        assertThat(image.height()).isEqualTo(101);
        RgbImage upright = TestPictures.upright(image, 3);
        assertThat(part(upright, WIDTH, 0, WIDTH, HEIGHT)).isEqualTo(tile);
        assertThat(part(upright, 2 * WIDTH, HEIGHT, 250 - 2 * WIDTH, 101 - HEIGHT))
                .isEqualTo(part(tile, 0, 0, 250 - 2 * WIDTH, 101 - HEIGHT));
    }

    @Test
    void aCropBetweenPixelsIsRounded() throws Exception {
        byte[] heic = new TestHeifs(PLAIN)
                .cropped(81, 2, 30, 1, 0, 1, -1, 1)
                .turned(1)
                .bytes();
        RgbImage shown = part(decoder.decode(PLAIN), 28, 16, 40, 30);
        assertThat(decoder.decode(heic)).isEqualTo(TestPictures.upright(shown, 8));
    }

    @Test
    void aGiantIsRefusedBeforeItIsDecoded() throws Exception {
        assertRefused(new TestHeifs(PLAIN).size(20_000, 20_000).bytes(), Reason.TOO_LARGE);
        assertRefused(new TestHeifs(PLAIN).grid(256, 256, 20_000, 15_000, 4).bytes(), Reason.TOO_LARGE);
        // More than the file says, which the decoder would find out too late.
        assertRefused(new TestHeifs(PLAIN).size(16, 16).grid(1, 1, 16, 16, 1).bytes(), Reason.DAMAGED);
        byte[] avif = resource("rgb.avif");
        int at = new String(avif, StandardCharsets.ISO_8859_1).indexOf("ispe") + 8;
        avif[at + 3] = 32;
        assertRefused(avif, Reason.DAMAGED);
    }

    @Test
    void contradictionsAreRefusedWithASentence() throws Exception {
        assertRefused(new TestHeifs(PLAIN).size(97, 64).bytes(), Reason.DAMAGED);
        assertRefused(new TestHeifs(PLAIN).size(0, 64).bytes(), Reason.DAMAGED);
        assertRefused(new TestHeifs(PLAIN).grid(2, 2, 192, 128, 3).bytes(), Reason.DAMAGED);
        assertRefused(new TestHeifs(PLAIN).grid(2, 2, 193, 128, 4).bytes(), Reason.DAMAGED);
        assertRefused(new TestHeifs(PLAIN).grid(2, 2, 90, 128, 4).bytes(), Reason.DAMAGED);
        assertRefused(new TestHeifs(PLAIN).cropped(100, 1, 30, 1, 0, 1, 0, 1).bytes(), Reason.DAMAGED);
        assertRefused(new TestHeifs(PLAIN).cropped(10, 0, 30, 1, 0, 1, 0, 1).bytes(), Reason.DAMAGED);
        assertRefused(
                new TestHeifs(PLAIN).turned(1).cropped(10, 1, 30, 1, 0, 1, 0, 1).bytes(), Reason.UNSUPPORTED);
        assertRefused(new TestHeifs(PLAIN).coding("vvc1").bytes(), Reason.UNSUPPORTED);
        assertRefused(
                TestHeifs.joined(
                        TestHeifs.box("ftyp", "hevc\0\0\0\0msf1hevc".getBytes(StandardCharsets.ISO_8859_1)),
                        TestHeifs.box("moov", new byte[8])),
                Reason.UNSUPPORTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rgb.heic", "alpha.heic", "rgb.avif", "grid.avif"})
    void aFileThatIsCutOffIsRefusedByItsHeader(String name) {
        byte[] whole = resource(name);
        for (int length : new int[] {whole.length - 1, whole.length / 2, 100, 20}) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> ImageHeader.read(ByteSource.of(cut)))
                    .as("%d bytes", length)
                    .isInstanceOfSatisfying(UnreadableImageException.class, e -> assertThat(e.reason())
                            .isEqualTo(Reason.CUT_OFF));
        }
    }

    @Test
    void picturesOfPhonesAreTakenForPicturesByTheirNames(@TempDir Path folder) throws Exception {
        for (String name : new String[] {"IMG_0001.HEIC", "a.heif", "b.avif", "c.jp2"}) {
            assertThat(ImageFormats.isImageFile(Path.of(name))).as(name).isTrue();
        }
        Path misnamed = Files.write(folder.resolve("photo.jpg"), PLAIN);
        assertThat(decoder.prepare(misnamed, 32, ResizeMode.CROP).width()).isEqualTo(32);
        assertThat(ImageHeader.read(misnamed).format()).isEqualTo(ImageFormat.HEIC);
    }

    @Test
    void whatFfmpegSaysBelongsToItsPicture() {
        byte[] damaged = PLAIN.clone();
        Arrays.fill(damaged, damaged.length - 60, damaged.length, (byte) 0x55);
        assertThatThrownBy(() -> StillDecoder.decode(
                        StillDecoder.Coding.HEVC, new byte[0], damaged, WIDTH, HEIGHT, Optional.empty(), false))
                .isInstanceOf(UnreadableImageException.class);
        assertThat(DecoderLog.tell("damaged.heic")).isNotEmpty();
        assertThat(DecoderLog.tell("the next one")).isEmpty();
    }

    private void assertRefused(byte[] bytes, Reason reason) {
        assertThatThrownBy(() -> decoder.decode(bytes))
                .isInstanceOfSatisfying(
                        UnreadableImageException.class,
                        e -> assertThat(e.reason()).as(e.getMessage()).isEqualTo(reason))
                .message()
                .endsWith(".");
    }

    private static RgbImage part(RgbImage whole, int left, int top, int width, int height) {
        byte[] pixels = new byte[3 * width * height];
        for (int y = 0; y < height; y++) {
            System.arraycopy(whole.pixels(), 3 * ((top + y) * whole.width() + left), pixels, 3 * y * width, 3 * width);
        }
        return new RgbImage(width, height, pixels);
    }
}
