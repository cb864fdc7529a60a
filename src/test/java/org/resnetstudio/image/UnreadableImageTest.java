package org.resnetstudio.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.resnetstudio.image.TestPictures.chunk;
import static org.resnetstudio.image.TestPictures.gradient;
import static org.resnetstudio.image.TestPictures.jpeg;
import static org.resnetstudio.image.TestPictures.noise;
import static org.resnetstudio.image.TestPictures.png;
import static org.resnetstudio.image.TestPictures.resource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.resnetstudio.image.UnreadableImageException.Reason;

/** Every bad file is refused with its reason, and nothing worse happens. */
class UnreadableImageTest {
    private final ImageDecoder decoder = new ImageDecoder();

    @TempDir
    Path folder;

    private UnreadableImageException refusal(byte[] bytes) throws IOException {
        return refusal(Files.write(folder.resolve("picture"), bytes));
    }

    private UnreadableImageException refusal(Path file) {
        UnreadableImageException refusal =
                catchThrowableOfType(UnreadableImageException.class, () -> decoder.decode(file));
        assertThat(refusal).as("refused").isNotNull();
        assertThat(refusal.getMessage()).endsWith(".").doesNotContain("\n").hasSizeLessThan(160);
        return refusal;
    }

    @Test
    void refusesWhatIsNoPicture() throws Exception {
        assertThat(refusal(new byte[0])).hasMessage("The file is empty.");
        assertThat(refusal("hello, this is text".getBytes(StandardCharsets.UTF_8))
                        .reason())
                .isEqualTo(Reason.NOT_A_PICTURE);
        assertThat(refusal("BMW builds cars, and this is no bitmap".getBytes(StandardCharsets.UTF_8))
                        .reason())
                .isEqualTo(Reason.NOT_A_PICTURE);
        assertThat(refusal(new byte[] {(byte) 0xFF}).reason()).isEqualTo(Reason.NOT_A_PICTURE);
        assertThat(refusal(folder).reason()).isEqualTo(Reason.NOT_A_FILE);
        assertThat(refusal(folder.resolve("gone.png")).reason()).isEqualTo(Reason.MISSING);
    }

    @Test
    void refusesAFileWithoutPermission() throws Exception {
        Path file = Files.write(folder.resolve("secret.png"), png(gradient()));
        assumeThat(file.toFile().setReadable(false) && !Files.isReadable(file))
                .as("permissions apply to this user")
                .isTrue();

        assertThat(refusal(file).reason()).isEqualTo(Reason.NO_PERMISSION);
    }

    @Test
    void refusesThirtyThousandPixelsSquareBeforeDecoding() throws Exception {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        bomb.writeBytes(PngFormat.SIGNATURE.getBytes(StandardCharsets.ISO_8859_1));
        bomb.writeBytes(TestPictures.pngHeader(30_000, 30_000, 8, 2));
        bomb.writeBytes(chunk("IDAT", TestPictures.deflate(new byte[1_000_000])));
        bomb.writeBytes(chunk("IEND", new byte[0]));

        assertThat(refusal(bomb.toByteArray()))
                .hasMessage("30,000 x 30,000 pixels is more than the 200 million pixels allowed;"
                        + " make the picture smaller.");
    }

    /** A directory of as many entries as there can be, each of them claiming the same two megabytes of numbers. */
    @ParameterizedTest
    @ValueSource(strings = {"tif", "jpeg", "png"})
    void aDirectoryCostsNoMemoryWhateverItClaims(String kind) throws Exception {
        int entries = 65_535;
        ByteBuffer tiff = ByteBuffer.allocate(2_000_000).order(ByteOrder.LITTLE_ENDIAN);
        tiff.put("II*\0".getBytes(StandardCharsets.US_ASCII)).putInt(8).putShort((short) entries);
        for (int entry = 0; entry < entries; entry++) {
            int tag = entry < 22 ? 256 + entry : entry % 65_536;
            tiff.putShort((short) tag).putShort((short) 4).putInt(400_000).putInt(8);
        }
        byte[] bomb =
                switch (kind) {
                    case "tif" -> tiff.array();
                    case "png" ->
                        png(8, 8, 8, 0, new byte[64], chunk("eXIf", tiff.array()), chunk("eXIf", tiff.array()));
                    // The directory lies behind the block that names it, where the block's length does not end it.
                    default -> {
                        byte[] start = TestPictures.withExif(jpeg(gradient()), Arrays.copyOf(tiff.array(), 60_000));
                        byte[] whole = Arrays.copyOf(start, start.length + tiff.capacity());
                        yield whole;
                    }
                };
        Path file = Files.write(folder.resolve("bomb." + kind), bomb);
        com.sun.management.ThreadMXBean memory = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = memory.getCurrentThreadAllocatedBytes();

        try {
            assertThat(ImageHeader.read(file).orientation()).isPositive();
        } catch (UnreadableImageException e) {
            assertThat(e).hasMessageEndingWith(".");
        }

        assertThat(memory.getCurrentThreadAllocatedBytes() - before).isLessThan(2_000_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpeg", "progressive", "png", "bmp", "gif", "lzw.tif", "lossy.webp", "animated.webp"})
    void refusesPicturesThatAreCutOffAnywhere(String kind) throws Exception {
        byte[] whole = whole(kind);
        assertThat(decoder.decode(whole)).isNotNull();
        int step = Math.max(1, whole.length / 40);
        for (int length = 24; length < whole.length - 2; length += step) {
            byte[] cut = Arrays.copyOf(whole, length);
            UnreadableImageException refusal =
                    catchThrowableOfType(UnreadableImageException.class, () -> decoder.decode(cut));
            assertThat(refusal)
                    .as("%s cut to %d of %d bytes", kind, length, whole.length)
                    .isNotNull();
        }
        assertThat(refusal(Arrays.copyOf(whole, whole.length * 9 / 10)).reason())
                .isEqualTo(Reason.CUT_OFF);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpeg", "progressive", "png", "bmp", "gif", "lzw.tif", "lossy.webp"})
    void acceptsTrailingBytes(String kind) throws Exception {
        byte[] whole = whole(kind);
        byte[] longer = Arrays.copyOf(whole, whole.length + 1000);
        new Random(5).nextBytes(longer);
        System.arraycopy(whole, 0, longer, 0, whole.length);

        assertThat(decoder.decode(longer)).isEqualTo(decoder.decode(whole));
    }

    @Test
    void acceptsAJpegThatLacksNothingButItsEndMarker() throws Exception {
        byte[] whole = jpeg(noise(64, 48, 3));

        RgbImage image = decoder.decode(Arrays.copyOf(whole, whole.length - 2));

        assertThat(image).isEqualTo(decoder.decode(whole));
    }

    @Test
    void refusesAJpegWhoseEndWasNeverWritten() throws Exception {
        byte[] whole = jpeg(noise(64, 48, 3));
        byte[] half = Arrays.copyOf(Arrays.copyOf(whole, whole.length / 2), whole.length);

        assertThat(refusal(half).reason()).isEqualTo(Reason.CUT_OFF);
    }

    @Test
    void isNotFooledByAThumbnailInsideThatHasAnEndOfItsOwn() throws Exception {
        byte[] thumbnail = jpeg(gradient());
        byte[] whole = TestPictures.withExif(jpeg(noise(64, 48, 3)), thumbnail);
        assertThat(decoder.decode(whole).width()).isEqualTo(64);

        assertThat(refusal(Arrays.copyOf(whole, whole.length - 500)).reason()).isEqualTo(Reason.CUT_OFF);
    }

    @Test
    void refusesDamagedPng() throws Exception {
        byte[] png = png(noise(64, 48, 3));
        png[png.length / 2] ^= 0x55;

        assertThat(refusal(png)).hasMessage("The picture is damaged: a checksum does not match; copy it again.");
    }

    @Test
    void refusesMeasurementsInTiff() throws Exception {
        assertThat(refusal(resource("float.tif")))
                .hasMessage("The picture stores 32-bit measurements, which cannot be read; save it as PNG or JPEG.");
    }

    /** Whatever the bytes, the answer is a picture or an {@link UnreadableImageException}. */
    @ParameterizedTest
    @ValueSource(strings = {"jpeg", "progressive", "png", "bmp", "gif", "lzw.tif", "lossy.webp", "animated.webp"})
    void survivesRandomDamage(String kind) throws Exception {
        byte[] whole = whole(kind);
        long seed = 20_26;
        Random random = new Random(seed);
        for (int round = 0; round < 60; round++) {
            byte[] bytes = whole.clone();
            for (int change = 0; change < 4; change++) {
                int where = round % 2 == 0 ? random.nextInt(Math.min(64, bytes.length)) : random.nextInt(bytes.length);
                bytes[where] = (byte) random.nextInt();
            }
            try {
                assertThat(decoder.decode(bytes).width())
                        .as("seed %d round %d", seed, round)
                        .isPositive();
            } catch (UnreadableImageException e) {
                assertThat(e.getMessage()).as("seed %d round %d", seed, round).endsWith(".");
            }
        }
    }

    @Test
    void headersAreReadWithoutDecoding() throws Exception {
        Path cut = Files.write(folder.resolve("cut.jpg"), Arrays.copyOf(jpeg(noise(64, 48, 3)), 900));
        assertThat(ImageHeader.read(cut)).isEqualTo(new ImageHeader(64, 48, ImageFormat.JPEG, 1));

        Path turned = Files.write(folder.resolve("turned.webp"), resource("orientation6.webp"));
        ImageHeader header = ImageHeader.read(turned);
        assertThat(header).isEqualTo(new ImageHeader(48, 32, ImageFormat.WEBP, 6));
        assertThat(header.orientedWidth()).isEqualTo(32);
        assertThat(header.orientedHeight()).isEqualTo(48);
    }

    @Test
    void fileNamesTellPicturesFromOtherFiles() {
        assertThat(ImageFormats.isImageFile(Path.of("a/b/图片.JPeG"))).isTrue();
        assertThat(ImageFormats.isImageFile(Path.of("a.tiff"))).isTrue();
        assertThat(ImageFormats.isImageFile(Path.of("a.txt"))).isFalse();
        assertThat(ImageFormats.isImageFile(Path.of("jpg"))).isFalse();
        assertThat(ImageFormats.isImageFile(Path.of("._photo.jpg"))).isFalse();
        assertThat(ImageFormats.isImageFile(Path.of("/"))).isFalse();
        assertThat(ImageFormats.EXTENSIONS).contains("jpg", "png", "gif", "bmp", "tif", "webp");
    }

    /** {@code printf abc | sha256sum}. */
    @Test
    void hashesContent() throws Exception {
        Path file = Files.writeString(folder.resolve("abc"), "abc");

        assertThat(ImageHash.sha256(file))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
                .isEqualTo(ImageHash.sha256("abc".getBytes(StandardCharsets.US_ASCII)));
        assertThatThrownBy(() -> ImageHash.sha256(folder)).isInstanceOf(UnreadableImageException.class);
    }

    private static byte[] whole(String kind) {
        RgbImage noise = noise(64, 48, 3);
        return switch (kind) {
            case "jpeg" -> jpeg(noise);
            case "progressive" -> jpeg(noise, true);
            case "png" -> png(noise);
            case "bmp", "gif" -> TestPictures.encoded(noise, kind);
            default -> resource(kind);
        };
    }
}
