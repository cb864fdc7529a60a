package org.resnetstudio.augmentation;

/** Warps pictures of one size as a {@link Recipe} says. Stateless, so any number of threads may share it. */
public final class Augmenter {
    private static final int FRACTION_BITS = 16;
    private static final int WEIGHT_BITS = 8;
    private static final int WEIGHT_ONE = 1 << WEIGHT_BITS;

    private final int size;

    /** For square pictures with that side in pixels. */
    public Augmenter(int sizePx) {
        this.size = sizePx;
    }

    /**
     * Turned about the middle, then scaled, then moved; each target pixel looks up where it comes from.
     *
     * @param source {@code [size, size, 3]}, left as it is
     * @param target of the same length
     */
    public void warp(byte[] source, byte[] target, Recipe recipe) {
        double middle = (size - 1) / 2.0;
        double cos = StrictMath.cos(recipe.angle()) / recipe.scale();
        double sin = StrictMath.sin(recipe.angle()) / recipe.scale();
        double one = 1 << FRACTION_BITS;
        long stepX = Math.round(cos * one);
        long stepY = Math.round(-sin * one);
        for (int y = 0; y < size; y++) {
            double fromMiddleX = -middle - recipe.shiftX();
            double fromMiddleY = y - middle - recipe.shiftY();
            long sourceX = Math.round((cos * fromMiddleX + sin * fromMiddleY + middle) * one);
            long sourceY = Math.round((-sin * fromMiddleX + cos * fromMiddleY + middle) * one);
            int first = Math.max(firstInside(sourceX, stepX), firstInside(sourceY, stepY));
            int end = Math.max(first, Math.min(endInside(sourceX, stepX), endInside(sourceY, stepY)));
            int at = 3 * y * size;
            for (int x = 0; x < first; x++) {
                interpolate(source, sourceX + x * stepX, sourceY + x * stepY, target, at + 3 * x);
            }
            inside(
                    source,
                    sourceX + first * stepX,
                    sourceY + first * stepY,
                    stepX,
                    stepY,
                    target,
                    at + 3 * first,
                    at + 3 * end);
            for (int x = end; x < size; x++) {
                interpolate(source, sourceX + x * stepX, sourceY + x * stepY, target, at + 3 * x);
            }
        }
    }

    /** The coordinates whose neighbour on the right, or below, lies in the picture, too: 0 to this, exclusive. */
    private long insideLimit() {
        return (long) (size - 1) << FRACTION_BITS;
    }

    /** The first of the steps from {@code start} on that is inside; {@code size} where there is none. */
    private int firstInside(long start, long step) {
        if (start >= 0 && start < insideLimit()) {
            return 0;
        }
        long steps = size;
        if (start < 0 && step > 0) {
            steps = (-start + step - 1) / step;
        } else if (start >= insideLimit() && step < 0) {
            steps = (start - insideLimit()) / -step + 1;
        }
        return (int) Math.min(size, steps);
    }

    /** One after the last of the steps from {@code start} on that is inside. */
    private int endInside(long start, long step) {
        long steps = size;
        if (step > 0) {
            steps = start < insideLimit() ? (insideLimit() - start + step - 1) / step : 0;
        } else if (step < 0) {
            steps = start >= 0 ? start / -step + 1 : 0;
        }
        return (int) Math.min(size, steps);
    }

    /** Interpolates where all four neighbours lie in the picture. */
    private void inside(
            byte[] source, long startX, long startY, long stepX, long stepY, byte[] target, int from, int to) {
        // Inside, coordinates are below 8192 pixels: 13 bits and 16 of the fraction.
        int sourceX = (int) startX;
        int sourceY = (int) startY;
        int across = (int) stepX;
        int down = (int) stepY;
        int row = 3 * size;
        for (int at = from; at < to; at += 3, sourceX += across, sourceY += down) {
            int right = sourceX >> (FRACTION_BITS - WEIGHT_BITS) & (WEIGHT_ONE - 1);
            int bottom = sourceY >> (FRACTION_BITS - WEIGHT_BITS) & (WEIGHT_ONE - 1);
            int upper = (sourceY >> FRACTION_BITS) * row + 3 * (sourceX >> FRACTION_BITS);
            int lower = upper + row;
            target[at] = mixed(source, upper, lower, right, bottom);
            target[at + 1] = mixed(source, upper + 1, lower + 1, right, bottom);
            target[at + 2] = mixed(source, upper + 2, lower + 2, right, bottom);
        }
    }

    /** Four values in whole numbers, as {@link #interpolate} mixes them, with fewer multiplications. */
    private static byte mixed(byte[] source, int upper, int lower, int right, int bottom) {
        int upperLeft = source[upper] & 0xFF;
        int lowerLeft = source[lower] & 0xFF;
        int above = (upperLeft << WEIGHT_BITS) + ((source[upper + 3] & 0xFF) - upperLeft) * right;
        int below = (lowerLeft << WEIGHT_BITS) + ((source[lower + 3] & 0xFF) - lowerLeft) * right;
        int value = (above << WEIGHT_BITS) + (below - above) * bottom;
        return (byte) ((value + (1 << (2 * WEIGHT_BITS - 1))) >> (2 * WEIGHT_BITS));
    }

    private void interpolate(byte[] source, long sourceX, long sourceY, byte[] target, int at) {
        int left = (int) (sourceX >> FRACTION_BITS);
        int top = (int) (sourceY >> FRACTION_BITS);
        int rightWeight = (int) (sourceX >> (FRACTION_BITS - WEIGHT_BITS)) & (WEIGHT_ONE - 1);
        int bottomWeight = (int) (sourceY >> (FRACTION_BITS - WEIGHT_BITS)) & (WEIGHT_ONE - 1);
        int x0 = 3 * mirrored(left);
        int x1 = 3 * mirrored(left + 1);
        int y0 = 3 * size * mirrored(top);
        int y1 = 3 * size * mirrored(top + 1);
        for (int channel = 0; channel < 3; channel++) {
            int upper = (source[y0 + x0 + channel] & 0xFF) * (WEIGHT_ONE - rightWeight)
                    + (source[y0 + x1 + channel] & 0xFF) * rightWeight;
            int lower = (source[y1 + x0 + channel] & 0xFF) * (WEIGHT_ONE - rightWeight)
                    + (source[y1 + x1 + channel] & 0xFF) * rightWeight;
            int value = upper * (WEIGHT_ONE - bottomWeight) + lower * bottomWeight;
            target[at + channel] = (byte) ((value + (1 << (2 * WEIGHT_BITS - 1))) >> (2 * WEIGHT_BITS));
        }
    }

    /** Mirrors a coordinate at the borders, without repeating the border pixel, until it lies in the picture. */
    private int mirrored(int coordinate) {
        if (coordinate >= 0 && coordinate < size) {
            return coordinate;
        }
        if (size == 1) {
            return 0;
        }
        int period = 2 * (size - 1);
        int within = Math.floorMod(coordinate, period);
        return within < size ? within : period - within;
    }

    /** What every pixel value becomes. */
    public static byte[] gammaTable(double gamma) {
        byte[] table = new byte[256];
        for (int value = 0; value < 256; value++) {
            table[value] = (byte) Math.round(255 * StrictMath.pow(value / 255.0, gamma));
        }
        return table;
    }
}
