package org.resnetstudio.export;

import static org.resnetstudio.image.TestPictures.buffered;
import static org.resnetstudio.image.TestPictures.chunk;
import static org.resnetstudio.image.TestPictures.encoded;
import static org.resnetstudio.image.TestPictures.exif;
import static org.resnetstudio.image.TestPictures.jpeg;
import static org.resnetstudio.image.TestPictures.png;
import static org.resnetstudio.image.TestPictures.resource;
import static org.resnetstudio.image.TestPictures.withExif;

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import org.resnetstudio.image.RgbImage;

/** Pictures of every kind, by file name: small ones and a photo, smooth and with edges. */
final class ProgramPictures {
    private ProgramPictures() {}

    /** @param sizePx about the model's, so that some are smaller and some many times larger */
    static Map<String, byte[]> all(int sizePx) {
        Map<String, byte[]> pictures = new LinkedHashMap<>();
        for (int[] size : new int[][] {
            {sizePx, sizePx}, {2 * sizePx, 2 * sizePx}, {3 * sizePx, 2 * sizePx}, {5 * sizePx + 3, 3 * sizePx + 1},
            {9 * sizePx, 11 * sizePx}, {sizePx / 2 + 1, sizePx / 3}, {300, 4}, {sizePx + 5, sizePx - 5}
        }) {
            RgbImage scene = scene(size[0], size[1]);
            String name = size[0] + "x" + size[1];
            pictures.put(name + ".png", png(scene));
            pictures.put(name + ".jpg", jpeg(scene));
            pictures.put(name + ".bmp", encoded(scene, "bmp"));
        }
        addJpegs(pictures);
        addPngs(pictures);
        pictures.put("plain.gif", encoded(scene(60, 40), "gif"));
        for (String name : new String[] {
            "palette.bmp",
            "lossy.webp",
            "alpha.webp",
            "orientation6.webp",
            "animated.webp",
            "lzw.tif",
            "alpha.tif",
            "cmyk.tif",
            "grey16.tif",
            "cmyk.jpg",
            "420.jpg",
            "422.jpg",
            "444.jpg",
            "grey.jpg",
            "progressive.jpg"
        }) {
            pictures.put(name, resource(name));
        }
        return pictures;
    }

    /** JPEGs of 256 pixels and more. */
    static Map<String, byte[]> photos() {
        Map<String, byte[]> pictures = new LinkedHashMap<>();
        for (int[] size : new int[][] {{300, 280}, {257, 319}, {400, 300}, {500, 375}, {700, 641}}) {
            pictures.put(size[0] + "x" + size[1] + ".jpg", jpeg(scene(size[0], size[1])));
        }
        return pictures;
    }

    /** JPEGs of 256 pixels and more, with chroma of every usual number of columns and rows, and without any. */
    static Map<String, byte[]> sampledPhotos() {
        Map<String, byte[]> pictures = new LinkedHashMap<>();
        for (int[] size : new int[][] {{256, 256}, {257, 319}, {331, 290}, {512, 384}, {641, 480}}) {
            BufferedImage scene = buffered(scene(size[0], size[1]));
            BufferedImage grey = new BufferedImage(size[0], size[1], BufferedImage.TYPE_BYTE_GRAY);
            grey.createGraphics().drawImage(scene, 0, 0, null);
            for (boolean progressive : new boolean[] {false, true}) {
                String name = size[0] + "x" + size[1] + (progressive ? "-progressive" : "");
                pictures.put(name + "-grey.jpg", jpeg(grey, progressive, 1, 1));
                for (int[] each : new int[][] {{1, 1}, {2, 1}, {2, 2}, {1, 2}, {4, 1}}) {
                    pictures.put(name + "-" + each[0] + each[1] + ".jpg", jpeg(scene, progressive, each[0], each[1]));
                }
            }
        }
        return pictures;
    }

    private static void addJpegs(Map<String, byte[]> pictures) {
        RgbImage scene = scene(96, 64);
        for (int orientation = 1; orientation <= 8; orientation++) {
            pictures.put(
                    "orientation" + orientation + ".jpg",
                    withExif(jpeg(scene), exif(orientation, ByteOrder.BIG_ENDIAN)));
        }
        pictures.put("progressive-scene.jpg", jpeg(scene(130, 90), true));
    }

    private static void addPngs(Map<String, byte[]> pictures) {
        int width = 60;
        int height = 44;
        RgbImage scene = scene(width, height);
        int count = width * height;
        ByteBuffer grey = ByteBuffer.allocate(count);
        ByteBuffer grey16 = ByteBuffer.allocate(2 * count);
        ByteBuffer greyAlpha = ByteBuffer.allocate(2 * count);
        ByteBuffer rgba = ByteBuffer.allocate(4 * count);
        ByteBuffer rgb16 = ByteBuffer.allocate(6 * count);
        ByteBuffer rgba16 = ByteBuffer.allocate(8 * count);
        for (int pixel = 0; pixel < count; pixel++) {
            int rgb = scene.rgb(pixel % width, pixel / width);
            int alpha = pixel % width * 4;
            grey.put((byte) (rgb >> 8));
            grey16.putShort((short) ((rgb >> 8 & 255) * 200 + pixel % 97));
            greyAlpha.put((byte) (rgb >> 8)).put((byte) alpha);
            rgba.put((byte) (rgb >> 16)).put((byte) (rgb >> 8)).put((byte) rgb).put((byte) alpha);
            for (int shift = 16; shift >= 0; shift -= 8) {
                rgb16.putShort((short) ((rgb >> shift & 255) * 257 + pixel % 3 - 1));
                rgba16.putShort((short) ((rgb >> shift & 255) * 257));
            }
            rgba16.putShort((short) (alpha * 257));
        }
        pictures.put("grey.png", png(width, height, 8, 0, grey.array()));
        pictures.put("grey16.png", png(width, height, 16, 0, grey16.array()));
        pictures.put("grey-alpha.png", png(width, height, 8, 4, greyAlpha.array()));
        pictures.put("cutout.png", png(width, height, 8, 6, rgba.array()));
        pictures.put("rgb16.png", png(width, height, 16, 2, rgb16.array()));
        pictures.put("rgba16.png", png(width, height, 16, 6, rgba16.array()));
        byte first = grey.get(0);
        pictures.put(
                "transparent-grey.png", png(width, height, 8, 0, grey.array(), chunk("tRNS", new byte[] {0, first})));
        pictures.put(
                "transparent-grey16.png",
                png(width, height, 16, 0, grey16.array(), chunk("tRNS", new byte[] {grey16.get(0), grey16.get(1)})));
        byte[] pixels = scene.pixels();
        byte[] colour = {0, pixels[0], 0, pixels[1], 0, pixels[2]};
        pictures.put("transparent-colour.png", png(width, height, 8, 2, pixels, chunk("tRNS", colour)));
        pictures.put("turned.png", png(width, height, 8, 2, pixels, chunk("eXIf", exif(6, ByteOrder.LITTLE_ENDIAN))));
        addSmallDepths(pictures);
    }

    /** Palettes and greys of 1, 2, 4 and 8 bits, each with and without transparency. */
    private static void addSmallDepths(Map<String, byte[]> pictures) {
        for (int bits : new int[] {1, 2, 4, 8}) {
            int side = 48;
            int full = (1 << bits) - 1;
            byte[] rows = new byte[side * side * bits / 8];
            byte[] colours = new byte[3 * (full + 1)];
            byte[] alphas = new byte[full + 1];
            for (int pixel = 0; pixel < side * side; pixel++) {
                int index = (pixel / 7 + pixel / 200) % (full + 1);
                rows[pixel * bits / 8] |= (byte) (index << (8 - bits - pixel * bits % 8));
            }
            for (int index = 0; index <= full; index++) {
                colours[3 * index] = (byte) (index * 41);
                colours[3 * index + 1] = (byte) (index * 97 + 30);
                colours[3 * index + 2] = (byte) (200 - index * 13);
                alphas[index] = (byte) (255 - index * 71);
            }
            byte[] one = chunk("tRNS", new byte[] {0, 1});
            byte[] palette = chunk("PLTE", colours);
            pictures.put("grey-" + bits + ".png", png(side, side, bits, 0, rows));
            pictures.put("grey-" + bits + "-transparent.png", png(side, side, bits, 0, rows, one));
            pictures.put("palette-" + bits + ".png", png(side, side, bits, 3, rows, palette));
            pictures.put(
                    "palette-" + bits + "-transparent.png",
                    png(side, side, bits, 3, rows, palette, chunk("tRNS", alphas)));
        }
    }

    private static RgbImage scene(int width, int height) {
        byte[] pixels = new byte[3 * width * height];
        for (int at = 0; at < pixels.length; at++) {
            int x = at / 3 % width;
            int y = at / 3 / width;
            double wave = 60 * Math.sin(x * 9.0 / width + at % 3) + 50 * Math.cos(y * 7.0 / height - at % 3);
            int edge = (x * 5 / width + y * 3 / height) % 2 == 0 ? 40 : -30;
            int grain = (x * 31 + y * 17 + at % 3 * 7) % 13;
            pixels[at] = (byte) Math.max(0, Math.min(255, 128 + wave + edge + grain));
        }
        return new RgbImage(width, height, pixels);
    }
}
