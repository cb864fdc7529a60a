package org.resnetstudio.image;

import java.util.Arrays;
import java.util.Optional;

/**
 * JPEGs made small plane by plane, before their colours are converted, in whole numbers: the mean of the area under each new pixel, as
 * {@link Resizer} takes it. Colours at half resolution are spread as libjpeg does it (a quarter of the farther neighbour);
 * spreading and averaging are one pass. The result differs from the long way by rounding.
 */
final class JpegSquare {
    /** A limit to the memory of many threads at once; {@link ImageDecoder} counts that of larger pictures. */
    private static final long MOST_PIXELS = 4_000_000;

    private static final int WEIGHT_BITS = 12;
    private static final int KEPT_BITS = 7;
    private static final int COLOUR_BITS = 14;
    private static final int GREY = 128 << KEPT_BITS;

    /**
     * Which samples make a new one, and how much of each.
     *
     * @param starts first sample
     * @param weights {@code taps} for each new sample, together {@code 1 << WEIGHT_BITS}
     */
    @SuppressWarnings("ArrayRecordComponent") // read in a hot loop, never compared
    private record Taps(int count, int[] starts, int[] weights, int taps) {}

    private JpegSquare() {}

    /** The picture as a square; nothing if this class does not do that kind. */
    static Optional<RgbImage> prepare(byte[] bytes, ImageHeader header, int sizePx, ResizeMode mode) {
        int shorter = Math.min(header.width(), header.height());
        boolean shrinks = mode == ResizeMode.PAD
                ? Math.max(header.width(), header.height()) >= sizePx
                : shorter >= sizePx && shorter > 1;
        // From twice too large on, OpenCV decodes at a reduced size.
        boolean ours = header.format() == ImageFormat.JPEG
                && header.orientation() == 1
                && header.pixels() <= MOST_PIXELS
                && shrinks
                && shorter / sizePx < 2;
        if (!ours) {
            return Optional.empty();
        }
        return BaselineJpeg.planes(bytes).map(planes -> switch (mode) {
            case SQUASH -> scaled(planes, 0, 0, header.width(), header.height(), sizePx, sizePx);
            case CROP ->
                scaled(
                        planes,
                        (header.width() - shorter) / 2,
                        (header.height() - shorter) / 2,
                        shorter,
                        shorter,
                        sizePx,
                        sizePx);
            case PAD -> padded(planes, header, sizePx);
        });
    }

    private static RgbImage padded(BaselineJpeg.Plane[] planes, ImageHeader header, int sizePx) {
        double scale = (double) sizePx / Math.max(header.width(), header.height());
        int width = Resizer.scaledSide(header.width(), scale);
        int height = Resizer.scaledSide(header.height(), scale);
        RgbImage scaled = scaled(planes, 0, 0, header.width(), header.height(), width, height);
        byte[] pixels = new byte[3 * sizePx * sizePx];
        int left = (sizePx - width) / 2;
        int top = (sizePx - height) / 2;
        for (int y = 0; y < height; y++) {
            System.arraycopy(scaled.pixels(), 3 * y * width, pixels, 3 * ((top + y) * sizePx + left), 3 * width);
        }
        return new RgbImage(sizePx, sizePx, pixels);
    }

    /** The part of the picture at column {@code x}, row {@code y} made smaller. */
    private static RgbImage scaled(
            BaselineJpeg.Plane[] planes, int x, int y, int width, int height, int newWidth, int newHeight) {
        int[][] scaled = new int[planes.length][];
        for (int index = 0; index < planes.length; index++) {
            BaselineJpeg.Plane plane = planes[index];
            Taps across = taps(x, width, newWidth, plane.horizontal(), plane.width());
            Taps down = taps(y, height, newHeight, plane.vertical(), plane.height());
            scaled[index] = scaled(plane, across, down);
        }
        byte[] pixels = new byte[3 * newWidth * newHeight];
        if (planes.length == 1) {
            grey(scaled[0], pixels);
        } else {
            colour(scaled[0], scaled[1], scaled[2], pixels);
        }
        return new RgbImage(newWidth, newHeight, pixels);
    }

    /** Samples times {@code 1 << KEPT_BITS}, row by row. */
    private static int[] scaled(BaselineJpeg.Plane plane, Taps across, Taps down) {
        int[] narrow = new int[across.count() * plane.height()];
        int[] source = new int[plane.height()];
        int[] column = new int[plane.height()];
        for (int x = 0; x < across.count(); x++) {
            mix(plane.samples(), plane.stride(), across, x, source, column, 1 << (WEIGHT_BITS - KEPT_BITS - 1));
            for (int y = 0; y < column.length; y++) {
                narrow[y * across.count() + x] = column[y] >> (WEIGHT_BITS - KEPT_BITS);
            }
        }
        int[] scaled = new int[across.count() * down.count()];
        source = new int[across.count()];
        int[] row = new int[across.count()];
        for (int y = 0; y < down.count(); y++) {
            mix(narrow, across.count(), down, y, source, row, 1 << (WEIGHT_BITS - 1));
            for (int x = 0; x < row.length; x++) {
                row[x] >>= WEIGHT_BITS;
            }
            System.arraycopy(row, 0, scaled, y * row.length, row.length);
        }
        return scaled;
    }

    /** Adds up the lines, {@code stride} apart, that make new line {@code index}. */
    private static void mix(int[] lines, int stride, Taps taps, int index, int[] source, int[] sum, int first) {
        Arrays.fill(sum, first);
        for (int tap = 0; tap < taps.taps(); tap++) {
            int weight = taps.weights()[index * taps.taps() + tap];
            if (weight != 0) {
                // Copied first, because the compiler makes vector code only of loops whose arrays have the same index.
                System.arraycopy(lines, (taps.starts()[index] + tap) * stride, source, 0, source.length);
                add(sum, source, weight);
            }
        }
    }

    private static void add(int[] sum, int[] source, int weight) {
        for (int at = 0; at < sum.length; at++) {
            sum[at] += source[at] * weight;
        }
    }

    /**
     * Along one side: from {@code from} on, {@code length} pixels of the picture become {@code count}.
     *
     * @param sharing pixels that share a sample, 1 or 2
     * @param samples along this side
     */
    private static Taps taps(int from, int length, int count, int sharing, int samples) {
        double scale = (double) length / count;
        int pixels = (int) Math.ceil(scale) + 1;
        int needed = sharing == 1 ? pixels : pixels / 2 + 2;
        int taps = Math.min(samples, needed);
        int[] starts = new int[count];
        int[] weights = new int[count * taps];
        for (int index = 0; index < count; index++) {
            double begin = index * scale;
            double end = Math.min(length, begin + scale);
            int first = from + (int) begin;
            starts[index] = Math.min(samples - taps, Math.max(0, sharing == 1 ? first : (first - 1) / 2));
            double[] exact = new double[taps];
            for (int pixel = (int) begin; pixel < end; pixel++) {
                double weight = (Math.min(end, pixel + 1) - Math.max(begin, pixel)) / (end - begin);
                spread(exact, starts[index], from + pixel, weight, sharing, samples);
            }
            round(exact, weights, index * taps);
        }
        return new Taps(count, starts, weights, taps);
    }

    /** A pixel between samples has three quarters of the nearer one and a quarter of the farther one. */
    private static void spread(double[] exact, int start, int pixel, double weight, int sharing, int samples) {
        if (sharing == 1) {
            exact[pixel - start] += weight;
            return;
        }
        int near = pixel / 2;
        int far = Math.max(0, Math.min(samples - 1, pixel % 2 == 0 ? near - 1 : near + 1));
        exact[near - start] += 0.75 * weight;
        exact[far - start] += 0.25 * weight;
    }

    /** Whole weights whose sum is exact, so that a plain picture stays as it is. */
    private static void round(double[] exact, int[] weights, int at) {
        int left = 1 << WEIGHT_BITS;
        int largest = 0;
        for (int tap = 0; tap < exact.length; tap++) {
            int rounded = (int) Math.round(exact[tap] * (1 << WEIGHT_BITS));
            weights[at + tap] = rounded;
            left -= rounded;
            largest = exact[tap] > exact[largest] ? tap : largest;
        }
        weights[at + largest] += left;
    }

    private static void grey(int[] samples, byte[] pixels) {
        for (int at = 0; at < samples.length; at++) {
            byte value = (byte) ((samples[at] + (1 << (KEPT_BITS - 1))) >> KEPT_BITS);
            pixels[3 * at] = value;
            pixels[3 * at + 1] = value;
            pixels[3 * at + 2] = value;
        }
    }

    /** JFIF 1.02's conversion: R = Y + 1.402 Cr, G = Y - 0.344136 Cb - 0.714136 Cr, B = Y + 1.772 Cb. */
    private static void colour(int[] lightness, int[] blue, int[] red, byte[] pixels) {
        int half = 1 << (COLOUR_BITS + KEPT_BITS - 1);
        for (int at = 0; at < lightness.length; at++) {
            int y = (lightness[at] << COLOUR_BITS) + half;
            int cb = blue[at] - GREY;
            int cr = red[at] - GREY;
            pixels[3 * at] = clamped(y + 22970 * cr);
            pixels[3 * at + 1] = clamped(y - 5638 * cb - 11700 * cr);
            pixels[3 * at + 2] = clamped(y + 29032 * cb);
        }
    }

    private static byte clamped(int value) {
        return (byte) Math.max(0, Math.min(255, value >> (COLOUR_BITS + KEPT_BITS)));
    }
}
