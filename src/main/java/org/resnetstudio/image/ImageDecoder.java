package org.resnetstudio.image;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Semaphore;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.resnetstudio.image.StillDecoder.Coding;
import org.resnetstudio.image.UnreadableImageException.Reason;
import org.resnetstudio.problem.Sentence;

/**
 * Decodes JPEG, PNG, GIF, BMP, TIFF, WebP, HEIC, AVIF and JPEG 2000 to upright 8-bit RGB: EXIF orientation applied, transparency on white, grey,
 * palette, 16-bit and CMYK converted (CMYK as in Photoshop's JPEGs, which is how every browser reads it; colour profiles
 * are not applied). Of several frames or pages the first counts.
 *
 * <p>The size is checked before decoding: more than {@link #MAX_PIXELS} are refused. A picture that is cut off is
 * refused, too, rather than filled with grey. Safe for use by many threads at once; pictures that together have more than
 * {@link #MAX_PIXELS} wait for each other, which bounds the memory.
 */
public final class ImageDecoder {
    /** The most pixels a picture may have: 200 million, as the largest phone cameras take. */
    public static final long MAX_PIXELS = 200_000_000L;

    private static final String NAMELESS = "A picture without a file";
    private static final int PIXELS_PER_PERMIT = 1_000_000;

    /** The shorter side from which on a JPEG is decoded in quicker ways, which may change a level here and there. */
    private static final int PHOTO_PX = 256;

    private final Semaphore megapixels = new Semaphore((int) (MAX_PIXELS / PIXELS_PER_PERMIT), true);

    /** The whole picture at full size. */
    public RgbImage decode(Path file) throws UnreadableImageException {
        return decode(file, Integer.MAX_VALUE);
    }

    /** The whole picture at full size, from the bytes of a file. */
    public RgbImage decode(byte[] bytes) throws UnreadableImageException {
        return withMat(NAMELESS, bytes, Integer.MAX_VALUE, false, OpenCv::toImage);
    }

    /**
     * The whole picture, at a half, quarter or eighth of its size where it is a photo in a JPEG and its shorter side then still
     * has {@code minSidePx}: several times faster for large photos that are going to be made small anyway.
     *
     * @param minSidePx at least 1
     */
    public RgbImage decode(Path file, int minSidePx) throws UnreadableImageException {
        return withMat(file.toString(), ImageFiles.pictureBytes(file), minSidePx, false, OpenCv::toImage);
    }

    /**
     * The picture as a network sees it: decoded and resized to a square. Training, evaluation and classification all go
     * through here, so that they see the same pixels.
     *
     * @param sizePx side of the square, at least 1
     */
    public RgbImage prepare(Path file, int sizePx, ResizeMode mode) throws UnreadableImageException {
        return prepare(file.toString(), ImageFiles.pictureBytes(file), sizePx, mode);
    }

    /** As {@link #prepare(Path, int, ResizeMode)}, from the bytes of a file. */
    public RgbImage prepare(byte[] bytes, int sizePx, ResizeMode mode) throws UnreadableImageException {
        return prepare(NAMELESS, bytes, sizePx, mode);
    }

    /** As {@link #prepare(byte[], int, ResizeMode)}, with a name for the log. */
    RgbImage prepare(String name, byte[] bytes, int sizePx, ResizeMode mode) throws UnreadableImageException {
        Resizer.checkSize(sizePx);
        return withMat(name, bytes, sizePx, mode == ResizeMode.SQUASH, decoded -> {
            try (Mat square = Resizer.square(decoded, sizePx, mode)) {
                return OpenCv.toImage(square);
            }
        });
    }

    /** A small version that fits into {@code maxSidePx} x {@code maxSidePx}; never enlarged. */
    RgbImage small(Path file, int maxSidePx) throws UnreadableImageException {
        return withMat(file.toString(), ImageFiles.pictureBytes(file), maxSidePx, false, decoded -> {
            try (Mat fitted = Resizer.fitted(decoded, maxSidePx, maxSidePx)) {
                return OpenCv.toImage(fitted);
            }
        });
    }

    static void checkSize(long width, long height) throws UnreadableImageException {
        if (width * height > MAX_PIXELS) {
            throw new UnreadableImageException(
                    Reason.TOO_LARGE, Sentence.of("problem.image.pixels", width, height, MAX_PIXELS / 1_000_000));
        }
    }

    private interface MatFunction {
        RgbImage apply(Mat rgb);
    }

    /**
     * @param name of the picture, for the log
     * @param minSidePx what the shorter side has to have at least
     * @param squash whether the picture may already come as a square of {@code minSidePx}
     */
    private RgbImage withMat(String name, byte[] bytes, int minSidePx, boolean squash, MatFunction function)
            throws UnreadableImageException {
        if (minSidePx < 1) {
            throw new IllegalArgumentException("A side of " + minSidePx + " pixels is too short; give at least 1.");
        }
        if (bytes.length == 0) {
            throw new UnreadableImageException(Reason.EMPTY, Sentence.of("problem.image.empty"));
        }
        ImageHeader header = ImageHeader.read(ByteSource.of(bytes));
        checkSize(header.width(), header.height());
        int permits = permits(header);
        megapixels.acquireUninterruptibly(permits);
        try (Mat rgb = decodeUpright(bytes, header, minSidePx, squash)) {
            return function.apply(rgb);
        } catch (OutOfMemoryError e) { // one large array, not an exhausted program: the next picture may well fit
            throw new UnreadableImageException(
                    Reason.OUT_OF_MEMORY, Sentence.of("problem.image.memory", header.width(), header.height()), e);
        } catch (LinkageError e) { // the first time, and whenever a class that needs it is asked for again
            throw UnreadableImageException.noLibrary(e);
        } finally {
            DecoderLog.tell(name);
            megapixels.release(permits);
        }
    }

    /** The newer codings keep several copies of a picture while they are decoded. */
    private static int permits(ImageHeader header) {
        int copies =
                switch (header.format()) {
                    case HEIC, AVIF, JPEG_2000 -> 3;
                    default -> 1;
                };
        return (int) (Math.min(MAX_PIXELS, copies * header.pixels()) / PIXELS_PER_PERMIT);
    }

    private static Mat decodeUpright(byte[] bytes, ImageHeader header, int minSidePx, boolean squash)
            throws UnreadableImageException {
        return switch (header.format()) {
            case JPEG ->
                OpenCv.upright(jpeg(JpegFormat.checked(bytes), header, minSidePx, squash), header.orientation());
            case PNG -> OpenCv.upright(png(bytes), header.orientation());
            case BMP -> OpenCv.toMat(BmpDecoder.decode(bytes, header));
            case GIF -> OpenCv.toMat(ImageIoReader.gif(bytes, header));
            case TIFF -> tiff(bytes, header);
            case WEBP -> OpenCv.upright(webp(bytes, header), header.orientation());
            case HEIC, AVIF -> OpenCv.upright(HeifDecoder.decode(bytes), header.orientation());
            case JPEG_2000 -> jpeg2000(bytes, header);
        };
    }

    private static Mat jpeg(byte[] bytes, ImageHeader header, int minSidePx, boolean squash)
            throws UnreadableImageException {
        // Of a small picture whole, for there every level counts, and all decoders give the same.
        boolean photo = Math.min(header.width(), header.height()) >= PHOTO_PX;
        int size = photo ? reducedSize(header, minSidePx) : opencv_imgcodecs.IMREAD_COLOR;
        if (photo && size == opencv_imgcodecs.IMREAD_COLOR) {
            Optional<Mat> usual = JpegDecoder.decode(bytes, header, squash ? minSidePx : 0);
            if (usual.isPresent()) {
                return usual.get();
            }
        }
        return rgb(bytes, size | opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION);
    }

    private static int reducedSize(ImageHeader header, int minSidePx) {
        int times = Math.min(header.width(), header.height()) / minSidePx;
        return times >= 8
                ? opencv_imgcodecs.IMREAD_REDUCED_COLOR_8
                : times >= 4
                        ? opencv_imgcodecs.IMREAD_REDUCED_COLOR_4
                        : times >= 2 ? opencv_imgcodecs.IMREAD_REDUCED_COLOR_2 : opencv_imgcodecs.IMREAD_COLOR;
    }

    private static Mat png(byte[] bytes) throws UnreadableImageException {
        try (Mat decoded = decode(PngFormat.checked(bytes), opencv_imgcodecs.IMREAD_UNCHANGED)) {
            if (decoded.empty()) {
                throw UnreadableImageException.damaged("problem.image.damaged.pixels");
            }
            Mat rgb = OpenCv.toRgb(decoded);
            OptionalInt transparentGrey = PngFormat.transparentGrey(bytes);
            if (transparentGrey.isPresent() && decoded.channels() == 1) {
                try (Mat mask = new Mat();
                        Mat from = new Mat(1, 1, decoded.type(), Scalar.all(transparentGrey.getAsInt()));
                        Mat white = new Mat(1, 1, opencv_core.CV_8UC3, Scalar.all(255))) {
                    opencv_core.inRange(decoded, from, from, mask); // before 16 bits become 8
                    rgb.setTo(white, mask);
                }
            }
            return rgb;
        }
    }

    private static Mat tiff(byte[] bytes, ImageHeader header) throws UnreadableImageException {
        TiffDirectory directory = TiffDirectory.read(ByteSource.of(bytes), 0);
        TiffLayout layout = TiffFormat.layout(directory);
        Mat stored = TiffFormat.isForOpenCv(layout)
                ? rgb(directory.upright(bytes), opencv_imgcodecs.IMREAD_COLOR)
                : OpenCv.toMat(TiffDecoder.decode(bytes, header, directory, layout));
        return OpenCv.upright(stored, header.orientation());
    }

    private static Mat webp(byte[] bytes, ImageHeader header) throws UnreadableImageException {
        WebpFormat.check(bytes);
        if (!WebpFormat.isAnimated(bytes)) {
            return rgb(bytes, opencv_imgcodecs.IMREAD_UNCHANGED);
        }
        WebpFormat.Frame frame = WebpFormat.firstFrame(bytes);
        Mat canvas = new Mat(header.height(), header.width(), opencv_core.CV_8UC3, Scalar.all(255));
        try (Mat still = rgb(frame.still(), opencv_imgcodecs.IMREAD_UNCHANGED)) {
            if (frame.left() + still.cols() > canvas.cols() || frame.top() + still.rows() > canvas.rows()) {
                throw UnreadableImageException.damaged("problem.image.damaged.frame");
            }
            try (Rect where = new Rect(frame.left(), frame.top(), still.cols(), still.rows());
                    Mat part = new Mat(canvas, where)) {
                still.copyTo(part);
            }
            return canvas;
        }
    }

    private static Mat jpeg2000(byte[] bytes, ImageHeader header) throws UnreadableImageException {
        try (Mat decoded = StillDecoder.decode(
                Coding.JPEG_2000, new byte[0], bytes, header.width(), header.height(), Optional.empty(), false)) {
            return OpenCv.toRgb(decoded);
        }
    }

    private static Mat rgb(byte[] bytes, int flags) throws UnreadableImageException {
        try (Mat decoded = decode(bytes, flags)) {
            if (decoded.empty()) {
                throw UnreadableImageException.damaged("problem.image.damaged.pixels");
            }
            return OpenCv.toRgb(decoded);
        }
    }

    private static Mat decode(byte[] bytes, int flags) throws UnreadableImageException {
        try {
            return OpenCv.decode(bytes, flags);
        } catch (RuntimeException e) { // OpenCV's own exceptions: damaged, or memory it could not get
            throw new UnreadableImageException(Reason.DAMAGED, Sentence.of("problem.image.damaged-or-large"), e);
        }
    }
}
