package org.resnetstudio.image;

import java.util.Arrays;

/**
 * A picture in memory: 8-bit RGB, interleaved, row-major, no padding between rows.
 *
 * <p>The red, green and blue values (0 to 255, sRGB) of the pixel at column {@code x}, row {@code y} (from the top left)
 * are the unsigned bytes at {@code 3 * (y * width + x)} and the two after it. The array is not copied, neither on the
 * way in nor on the way out: whoever holds a picture treats it as immutable.
 */
public final class RgbImage {
    private final int width;
    private final int height;
    private final byte[] pixels;

    /**
     * @param width columns, at least 1
     * @param height rows, at least 1
     * @param pixels {@code 3 * width * height} bytes, kept and not copied
     */
    public RgbImage(int width, int height, byte[] pixels) {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException(
                    "A picture of " + width + " x " + height + " pixels cannot exist; give at least 1 x 1.");
        }
        if (pixels.length != 3L * width * height) {
            throw new IllegalArgumentException(pixels.length + " bytes do not make a picture of " + width + " x "
                    + height + " pixels; give " + 3L * width * height + ", three for each pixel.");
        }
        this.width = width;
        this.height = height;
        this.pixels = pixels;
    }

    /** Columns. */
    public int width() {
        return width;
    }

    /** Rows. */
    public int height() {
        return height;
    }

    /** The picture's own bytes, interleaved RGB: read only. */
    public byte[] pixels() {
        return pixels;
    }

    /** The colour at column {@code x}, row {@code y} as {@code 0xRRGGBB}. */
    public int rgb(int x, int y) {
        int at = 3 * (y * width + x);
        return (pixels[at] & 0xFF) << 16 | (pixels[at + 1] & 0xFF) << 8 | (pixels[at + 2] & 0xFF);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RgbImage image
                && width == image.width
                && height == image.height
                && Arrays.equals(pixels, image.pixels);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * width + height) + Arrays.hashCode(pixels);
    }

    @Override
    public String toString() {
        return "RgbImage[" + width + " x " + height + "]";
    }
}
