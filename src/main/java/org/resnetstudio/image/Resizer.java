package org.resnetstudio.image;

import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import org.resnetstudio.problem.InvalidValueException;
import org.resnetstudio.problem.Sentence;

/**
 * Resizes pictures: by averaging the area under each new pixel where a side shrinks (no moiré), linearly where it grows
 * (OpenCV's {@code INTER_AREA} and {@code INTER_LINEAR}).
 */
public final class Resizer {
    /** The longest side a square may have: one prepared picture then still fits into one segment of the cache. */
    public static final int MAX_SIDE_PX = 8192;

    private Resizer() {}

    /**
     * The picture as a square.
     *
     * @param sizePx side of the square, 1 to {@link #MAX_SIDE_PX}
     */
    public static RgbImage resize(RgbImage image, int sizePx, ResizeMode mode) {
        checkSize(sizePx);
        try (Mat source = OpenCv.toMat(image);
                Mat square = square(source, sizePx, mode)) {
            return OpenCv.toImage(square);
        }
    }

    /**
     * The picture scaled down until it fits, its shape kept; a picture that fits already comes back as it is.
     *
     * @param maxWidth at least 1
     * @param maxHeight at least 1
     */
    public static RgbImage fit(RgbImage image, int maxWidth, int maxHeight) {
        if (maxWidth < 1 || maxHeight < 1) {
            throw new IllegalArgumentException(
                    "Nothing fits into " + maxWidth + " x " + maxHeight + " pixels; give at least 1 x 1.");
        }
        if (image.width() <= maxWidth && image.height() <= maxHeight) {
            return image;
        }
        try (Mat source = OpenCv.toMat(image);
                Mat fitted = fitted(source, maxWidth, maxHeight)) {
            return OpenCv.toImage(fitted);
        }
    }

    static void checkSize(int sizePx) {
        if (sizePx < 1 || sizePx > MAX_SIDE_PX) {
            throw new InvalidValueException(Sentence.of("problem.image.size-range", sizePx, MAX_SIDE_PX));
        }
    }

    static Mat square(Mat image, int sizePx, ResizeMode mode) {
        return switch (mode) {
            case SQUASH -> scaled(image, sizePx, sizePx);
            case CROP -> cropped(image, sizePx);
            case PAD -> padded(image, sizePx);
        };
    }

    static Mat fitted(Mat image, int maxWidth, int maxHeight) {
        double scale = Math.min(1, Math.min((double) maxWidth / image.cols(), (double) maxHeight / image.rows()));
        return scaled(image, scaledSide(image.cols(), scale), scaledSide(image.rows(), scale));
    }

    private static Mat cropped(Mat image, int sizePx) {
        int side = Math.min(image.cols(), image.rows());
        try (Rect middle = new Rect((image.cols() - side) / 2, (image.rows() - side) / 2, side, side);
                Mat part = new Mat(image, middle)) {
            return scaled(part, sizePx, sizePx);
        }
    }

    private static Mat padded(Mat image, int sizePx) {
        double scale = (double) sizePx / Math.max(image.cols(), image.rows());
        int width = scaledSide(image.cols(), scale);
        int height = scaledSide(image.rows(), scale);
        Mat canvas = new Mat(sizePx, sizePx, opencv_core.CV_8UC3, Scalar.all(0));
        try (Mat scaled = scaled(image, width, height);
                Rect middle = new Rect((sizePx - width) / 2, (sizePx - height) / 2, width, height);
                Mat part = new Mat(canvas, middle)) {
            scaled.copyTo(part);
        }
        return canvas;
    }

    private static int scaledSide(int sidePx, double scale) {
        return Math.max(1, (int) Math.round(sidePx * scale));
    }

    /** Shrinks what shrinks, then enlarges what grows: averaging is defined for shrinking only. */
    private static Mat scaled(Mat image, int width, int height) {
        int shrunkWidth = Math.min(width, image.cols());
        int shrunkHeight = Math.min(height, image.rows());
        Mat shrunk = interpolated(image, shrunkWidth, shrunkHeight, opencv_imgproc.INTER_AREA);
        if (shrunkWidth == width && shrunkHeight == height) {
            return shrunk;
        }
        try (shrunk) {
            return interpolated(shrunk, width, height, opencv_imgproc.INTER_LINEAR);
        }
    }

    private static Mat interpolated(Mat image, int width, int height, int interpolation) {
        if (image.cols() == width && image.rows() == height) {
            return image.clone();
        }
        Mat target = new Mat();
        try (Size size = new Size(width, height)) {
            opencv_imgproc.resize(image, target, size, 0, 0, interpolation);
        }
        return target;
    }
}
