package org.resnetstudio.image;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.resnetstudio.files.JavaCppLog;

/**
 * OpenCV behind a few calls. Its native library is loaded when this class is first used. Every {@link Mat} returned
 * belongs to the caller, who closes it.
 */
final class OpenCv {
    static {
        JavaCppLog.useLog();
        // Pictures are worked on side by side by our own threads; OpenCV's would only get in their way.
        opencv_core.setNumThreads(1);
    }

    private OpenCv() {}

    /** The decoded picture as OpenCV has it (BGR, BGRA or grey, 8 or 16 bits), or an empty one. */
    static Mat decode(byte[] bytes, int flags) {
        try (Mat encoded = new Mat(1, bytes.length, opencv_core.CV_8UC1)) {
            encoded.data().put(bytes, 0, bytes.length);
            return opencv_imgcodecs.imdecode(encoded, flags);
        }
    }

    /** JPEG of a picture, at a quality of 0 to 100. */
    static byte[] encodeJpeg(RgbImage image, int quality) {
        try (Mat rgb = toMat(image);
                Mat bgr = new Mat();
                BytePointer encoded = new BytePointer();
                IntPointer settings = new IntPointer(opencv_imgcodecs.IMWRITE_JPEG_QUALITY, quality)) {
            opencv_imgproc.cvtColor(rgb, bgr, opencv_imgproc.COLOR_RGB2BGR);
            opencv_imgcodecs.imencode(".jpg", bgr, encoded, settings);
            byte[] bytes = new byte[(int) encoded.limit()];
            encoded.get(bytes);
            return bytes;
        }
    }

    static Mat toMat(RgbImage image) {
        Mat mat = new Mat(image.height(), image.width(), opencv_core.CV_8UC3);
        mat.data().put(image.pixels(), 0, image.pixels().length);
        return mat;
    }

    /** A copy of an 8-bit RGB picture whose rows follow each other without gaps. */
    static RgbImage toImage(Mat rgb) {
        byte[] pixels = new byte[Math.toIntExact(3L * rgb.cols() * rgb.rows())];
        rgb.data().get(pixels, 0, pixels.length);
        return new RgbImage(rgb.cols(), rgb.rows(), pixels);
    }

    /** Any decoded picture as 8-bit RGB on white. */
    static Mat toRgb(Mat decoded) {
        if (decoded.depth() == opencv_core.CV_16U) {
            try (Mat eightBit = new Mat()) {
                decoded.convertTo(eightBit, opencv_core.CV_8U, 1 / 257.0, 0); // 65535 is 255
                return toRgb(eightBit);
            }
        }
        if (decoded.channels() == 4) {
            return onWhite(decoded, false);
        }
        Mat rgb = new Mat();
        opencv_imgproc.cvtColor(
                decoded, rgb, decoded.channels() == 1 ? opencv_imgproc.COLOR_GRAY2RGB : opencv_imgproc.COLOR_BGR2RGB);
        return rgb;
    }

    /** A value of 0 to {@code full} in 8 bits, rounded. */
    static int eightBits(long value, long full) {
        return (int) ((510 * value + full) / (2 * full));
    }

    /** A colour value in front of white, at an alpha of 0 to 255. */
    static int onWhite(int value, int alpha) {
        return (value * alpha + 127) / 255 + 255 - alpha;
    }

    /** 8-bit BGRA, with colours that are darkened by alpha already, as 8-bit RGB on white. */
    static Mat premultipliedToRgb(Mat bgra) {
        return onWhite(bgra, true);
    }

    private static Mat onWhite(Mat bgra, boolean premultiplied) {
        int width = bgra.cols();
        Mat rgb = new Mat(bgra.rows(), width, opencv_core.CV_8UC3);
        byte[] from = new byte[4 * width];
        byte[] to = new byte[3 * width];
        for (int y = 0; y < bgra.rows(); y++) {
            try (BytePointer source = bgra.ptr(y);
                    BytePointer target = rgb.ptr(y)) {
                source.get(from, 0, from.length);
                for (int x = 0; x < width; x++) {
                    int alpha = from[4 * x + 3] & 0xFF;
                    for (int channel = 0; channel < 3; channel++) {
                        int colour = from[4 * x + 2 - channel] & 0xFF;
                        to[3 * x + channel] =
                                (byte) (premultiplied ? Math.min(255, colour + 255 - alpha) : onWhite(colour, alpha));
                    }
                }
                target.put(to, 0, to.length);
            }
        }
        return rgb;
    }

    /** Upright, from an EXIF orientation of 1 to 8; the same {@code mat} for 1, else a new one in its place. */
    static Mat upright(Mat mat, int orientation) {
        if (orientation == 1) {
            return mat;
        }
        try (mat) {
            Mat turned = new Mat();
            switch (orientation) {
                case 2 -> opencv_core.flip(mat, turned, 1);
                case 3 -> opencv_core.rotate(mat, turned, opencv_core.ROTATE_180);
                case 4 -> opencv_core.flip(mat, turned, 0);
                case 5 -> opencv_core.transpose(mat, turned);
                case 6 -> opencv_core.rotate(mat, turned, opencv_core.ROTATE_90_CLOCKWISE);
                case 7 -> {
                    try (Mat transposed = new Mat()) {
                        opencv_core.transpose(mat, transposed);
                        opencv_core.rotate(transposed, turned, opencv_core.ROTATE_180);
                    }
                }
                case 8 -> opencv_core.rotate(mat, turned, opencv_core.ROTATE_90_COUNTERCLOCKWISE);
                default ->
                    throw new IllegalArgumentException("There is no orientation " + orientation + "; give 1 to 8.");
            }
            return turned;
        }
    }
}
