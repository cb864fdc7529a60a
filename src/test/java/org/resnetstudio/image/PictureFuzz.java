package org.resnetstudio.image;

import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Decodes pictures with random damage, in a process of its own with little memory, so that a crash of native code, or a
 * picture that takes all memory, shows. Prints a line of counts; ends with 1 on anything but a picture or a sentence.
 *
 * <p>By hand, with more rounds: {@code java -Xmx128m -cp … org.resnetstudio.image.PictureFuzz SEED ROUNDS}.
 */
final class PictureFuzz {
    private static final int SIDE_PX = 32;
    private static final List<ResizeMode> MODES = List.of(ResizeMode.values());

    private PictureFuzz() {}

    public static void main(String[] args) {
        long seed = Long.parseLong(args[0]);
        int rounds = Integer.parseInt(args[1]);
        ImageDecoder decoder = new ImageDecoder();
        int decoded = 0;
        int refused = 0;
        for (Map.Entry<String, byte[]> whole : pictures().entrySet()) {
            for (int round = 0; round < rounds; round++) {
                byte[] damaged = damaged(whole.getValue(), new Random(seed * 1_000_003 + round));
                try {
                    decoder.prepare(damaged, SIDE_PX, MODES.get(round % MODES.size()));
                    decoded++;
                } catch (UnreadableImageException e) {
                    refused++;
                    if (!e.getMessage().endsWith(".") || e.getMessage().contains("\n")) {
                        throw new AssertionError(whole.getKey() + " seed " + seed + " round " + round, e);
                    }
                } catch (RuntimeException | Error e) {
                    throw new AssertionError(whole.getKey() + " seed " + seed + " round " + round, e);
                }
            }
        }
        System.out.println("seed " + seed + ": decoded " + decoded + ", refused " + refused);
    }

    private static byte[] damaged(byte[] whole, Random random) {
        byte[] bytes = whole.clone();
        int changes = 1 + random.nextInt(6);
        int begin = Math.min(bytes.length, random.nextBoolean() ? 80 : bytes.length);
        for (int change = 0; change < changes; change++) {
            int where = random.nextInt(3) == 0 ? bytes.length - 1 - random.nextInt(begin) : random.nextInt(begin);
            bytes[where] = random.nextBoolean() ? (byte) random.nextInt() : (byte) (random.nextBoolean() ? 0 : 0xFF);
        }
        return random.nextInt(8) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length + 200)) : bytes;
    }

    private static Map<String, byte[]> pictures() {
        RgbImage noise = TestPictures.noise(64, 48, 3);
        RgbImage gradient = TestPictures.gradient();
        int count = TestPictures.WIDTH * TestPictures.HEIGHT;
        int[][] channels = new int[5][];
        for (int channel = 0; channel < channels.length; channel++) {
            int factor = 3 + channel;
            channels[channel] =
                    IntStream.range(0, count).map(i -> i * factor % 256).toArray();
        }
        Map<String, byte[]> pictures = new LinkedHashMap<>();
        pictures.put("jpeg", TestPictures.jpeg(noise));
        pictures.put("large jpeg", TestPictures.jpeg(TestPictures.noise(300, 200, 4)));
        pictures.put("progressive", TestPictures.jpeg(noise, true));
        pictures.put(
                "exif", TestPictures.withExif(TestPictures.jpeg(gradient), TestPictures.exif(6, ByteOrder.BIG_ENDIAN)));
        pictures.put("png", TestPictures.png(gradient));
        pictures.put("png16", TestPictures.png(4, 4, 16, 6, new byte[128]));
        pictures.put("gif", TestPictures.encoded(noise, "gif"));
        pictures.put("bmp", TestPictures.encoded(noise, "bmp"));
        for (String name : new String[] {
            "palette.bmp",
            "lzw.tif",
            "alpha.tif",
            "cmyk.tif",
            "grey16.tif",
            "lossy.webp",
            "alpha.webp",
            "animated.webp",
            "cmyk.jpg",
            "rgb.heic",
            "ten.heic",
            "alpha.heic",
            "rgb.avif",
            "alpha.avif",
            "grid.avif",
            "rgb.jp2",
            "tiled.jp2",
            "lossless.j2k"
        }) {
            pictures.put(name, TestPictures.resource(name));
        }
        int width = TestPictures.WIDTH;
        int height = TestPictures.HEIGHT;
        pictures.put("rgb.tif", new TestTiffs(width, height, 2, 8, channels[0], channels[1], channels[2]).bytes());
        pictures.put(
                "planar.tif",
                new TestTiffs(width, height, 5, 16, channels)
                        .tag(338, 2)
                        .planar()
                        .packed()
                        .bytes());
        pictures.put(
                "tiled.tif",
                new TestTiffs(width, height, 1, 12, channels[0]).tiles(16).bytes());
        pictures.put(
                "big.tif",
                new TestTiffs(width, height, 2, 8, channels[0], channels[1], channels[2])
                        .big()
                        .packed()
                        .bytes());
        return pictures;
    }
}
