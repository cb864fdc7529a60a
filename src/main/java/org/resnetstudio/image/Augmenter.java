package org.resnetstudio.image;

/** Applies an {@link Augmentation} to pictures of one size. Stateless, so any number of threads may share it. */
final class Augmenter {
    private static final long STREAM = 2;
    private static final int FRACTION_BITS = 16;
    private static final int WEIGHT_BITS = 8;
    private static final int WEIGHT_ONE = 1 << WEIGHT_BITS;

    private final Augmentation augmentation;
    private final int size;

    Augmenter(Augmentation augmentation, int sizePx) {
        this.augmentation = augmentation;
        this.size = sizePx;
    }

    /**
     * Writes the changed picture to {@code target}.
     *
     * @param source {@code [size, size, 3]}, left as it is
     * @param target of the same length
     * @param scratch of the same length, overwritten
     */
    void apply(byte[] source, byte[] target, byte[] scratch, long seed, int epoch, int sampleIndex) {
        SeededRandom random = new SeededRandom(seed, epoch, STREAM, sampleIndex);
        // Every number is drawn every time, so that switching one augmentation on leaves the others as they were.
        boolean mirror = random.nextBoolean() && augmentation.horizontalFlip();
        boolean upsideDown = random.nextBoolean() && augmentation.verticalFlip();
        int padding = augmentation.cropPaddingPx();
        int cropX = random.nextInt(2 * padding + 1) - padding;
        int cropY = random.nextInt(2 * padding + 1) - padding;
        double angle = Math.toRadians(random.nextWithin(augmentation.rotationDegrees()));
        double scale = 1 + random.nextWithin(augmentation.zoomFraction());
        double shiftX = random.nextWithin(augmentation.shiftFraction()) * size;
        double shiftY = random.nextWithin(augmentation.shiftFraction()) * size;
        double gamma = StrictMath.exp(random.nextWithin(StrictMath.log(1 + augmentation.gammaFraction())));

        byte[] warped = source;
        if (angle != 0 || scale != 1 || shiftX != 0 || shiftY != 0) {
            warp(source, scratch, angle, scale, shiftX, shiftY);
            warped = scratch;
        }
        move(warped, target, cropX, cropY, mirror, upsideDown);
        if (gamma != 1) {
            brighten(target, gamma);
        }
    }

    /** Turned about the middle, then scaled, then moved; each target pixel looks up where it comes from. */
    private void warp(byte[] source, byte[] target, double angle, double scale, double shiftX, double shiftY) {
        double middle = (size - 1) / 2.0;
        double cos = StrictMath.cos(angle) / scale;
        double sin = StrictMath.sin(angle) / scale;
        double one = 1 << FRACTION_BITS;
        long stepX = Math.round(cos * one);
        long stepY = Math.round(-sin * one);
        for (int y = 0; y < size; y++) {
            double fromMiddleX = -middle - shiftX;
            double fromMiddleY = y - middle - shiftY;
            long sourceX = Math.round((cos * fromMiddleX + sin * fromMiddleY + middle) * one);
            long sourceY = Math.round((-sin * fromMiddleX + cos * fromMiddleY + middle) * one);
            int at = 3 * y * size;
            for (int x = 0; x < size; x++, at += 3, sourceX += stepX, sourceY += stepY) {
                interpolate(source, sourceX, sourceY, target, at);
            }
        }
    }

    private void interpolate(byte[] source, long sourceX, long sourceY, byte[] target, int at) {
        int left = (int) (sourceX >> FRACTION_BITS);
        int top = (int) (sourceY >> FRACTION_BITS);
        int rightWeight = (int) (sourceX >> (FRACTION_BITS - WEIGHT_BITS)) & (WEIGHT_ONE - 1);
        int bottomWeight = (int) (sourceY >> (FRACTION_BITS - WEIGHT_BITS)) & (WEIGHT_ONE - 1);
        int x0 = 3 * inside(left);
        int x1 = 3 * inside(left + 1);
        int y0 = 3 * size * inside(top);
        int y1 = 3 * size * inside(top + 1);
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
    private int inside(int coordinate) {
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

    private void move(byte[] source, byte[] target, int cropX, int cropY, boolean mirror, boolean upsideDown) {
        if (cropX == 0 && cropY == 0 && !mirror && !upsideDown) {
            System.arraycopy(source, 0, target, 0, source.length);
            return;
        }
        int at = 0;
        for (int y = 0; y < size; y++) {
            int fromY = (upsideDown ? size - 1 - y : y) + cropY;
            boolean rowInside = fromY >= 0 && fromY < size;
            for (int x = 0; x < size; x++, at += 3) {
                int fromX = (mirror ? size - 1 - x : x) + cropX;
                if (rowInside && fromX >= 0 && fromX < size) {
                    int from = 3 * (fromY * size + fromX);
                    target[at] = source[from];
                    target[at + 1] = source[from + 1];
                    target[at + 2] = source[from + 2];
                } else {
                    target[at] = 0;
                    target[at + 1] = 0;
                    target[at + 2] = 0;
                }
            }
        }
    }

    private static void brighten(byte[] picture, double gamma) {
        byte[] table = new byte[256];
        for (int value = 0; value < 256; value++) {
            table[value] = (byte) Math.round(255 * StrictMath.pow(value / 255.0, gamma));
        }
        for (int at = 0; at < picture.length; at++) {
            picture[at] = table[picture[at] & 0xFF];
        }
    }
}
