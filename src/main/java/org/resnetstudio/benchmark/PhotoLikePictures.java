package org.resnetstudio.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.resnetstudio.image.JpegEncoder;
import org.resnetstudio.image.RgbImage;
import org.resnetstudio.random.SeededRandom;

/**
 * JPEGs that cost a decoder what photos cost: smooth areas, edges and texture of every size, and the noise of a sensor. At 500 x 375
 * pixels they have about 27 KB. The same number gives the same picture everywhere.
 */
final class PhotoLikePictures {
    private static final int QUALITY = 85;
    private static final int LARGEST_CELL_PX = 128;
    private static final double MOST_CONTRAST = 30;
    private static final double CONTRAST_PER_PIXEL = 0.4;
    private static final double SENSOR_NOISE = 3.3;
    private static final int COLOUR_CELL_PX = 96;
    private static final double COLOUR_CONTRAST = 20;

    private PhotoLikePictures() {}

    /** A picture as a JPEG file. */
    static byte[] jpeg(long number, int width, int height) {
        SeededRandom random = new SeededRandom(number);
        float[] light = new float[width * height];
        for (int cell = LARGEST_CELL_PX; cell >= 2; cell /= 2) {
            addTexture(light, width, cell, Math.min(MOST_CONTRAST, CONTRAST_PER_PIXEL * cell), random);
        }
        float[] red = new float[width * height];
        addTexture(red, width, COLOUR_CELL_PX, COLOUR_CONTRAST, random);
        float[] blue = new float[width * height];
        addTexture(blue, width, COLOUR_CELL_PX, COLOUR_CONTRAST, random);
        byte[] pixels = new byte[3 * width * height];
        for (int at = 0; at < light.length; at++) {
            double value = 120 + light[at] + SENSOR_NOISE * random.nextGaussian();
            pixels[3 * at] = clamped(value + red[at]);
            pixels[3 * at + 1] = clamped(value - 0.4 * red[at] - 0.3 * blue[at]);
            pixels[3 * at + 2] = clamped(value + 1.25 * blue[at]);
        }
        return JpegEncoder.encode(new RgbImage(width, height, pixels), QUALITY);
    }

    /**
     * Writes pictures into folders named after their classes, as {@code --data} takes them.
     *
     * @param sizePx pictures are this high and a third wider
     */
    static void writeClasses(Path folder, int classes, int pictures, int sizePx) throws IOException {
        for (int number = 0; number < pictures; number++) {
            Path ofClass = Files.createDirectories(folder.resolve("class-" + number % classes));
            Files.write(ofClass.resolve(number + ".jpg"), jpeg(number, sizePx * 4 / 3, sizePx));
        }
    }

    /** Adds random values on a grid of {@code cell} pixels, and between them smoothly what lies between. */
    private static void addTexture(float[] values, int width, int cell, double contrast, SeededRandom random) {
        int height = values.length / width;
        int columns = width / cell + 2;
        float[] grid = new float[columns * (height / cell + 2)];
        for (int at = 0; at < grid.length; at++) {
            grid[at] = (float) (contrast * random.nextGaussian());
        }
        for (int y = 0; y < height; y++) {
            float down = smooth(y % cell, cell);
            for (int x = 0; x < width; x++) {
                int corner = y / cell * columns + x / cell;
                float across = smooth(x % cell, cell);
                float upper = grid[corner] + across * (grid[corner + 1] - grid[corner]);
                float lower = grid[corner + columns] + across * (grid[corner + columns + 1] - grid[corner + columns]);
                values[y * width + x] += upper + down * (lower - upper);
            }
        }
    }

    private static float smooth(int step, int of) {
        float part = (float) step / of;
        return part * part * (3 - 2 * part);
    }

    private static byte clamped(double value) {
        return (byte) Math.max(0, Math.min(255, Math.round(value)));
    }
}
