package org.resnetstudio.image;

import java.util.Arrays;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;
import org.resnetstudio.image.StillDecoder.Coding;

/** HEIC and AVIF: the file is taken apart in Java, and FFmpeg decodes the coded pictures in it, tile by tile. */
final class HeifDecoder {
    private final byte[] file;

    private HeifDecoder(byte[] file) {
        this.file = file;
    }

    /** The part to show as 8-bit RGB on white, not turned; belongs to the caller. */
    static Mat decode(byte[] file) throws UnreadableImageException {
        HeifPicture picture = HeifPicture.read(ByteSource.of(file));
        HeifDecoder decoder = new HeifDecoder(file);
        try (Rect part = new Rect(picture.left(), picture.top(), picture.width(), picture.height());
                Mat colours = decoder.layer(picture.colours(), false)) {
            if (picture.alpha().isEmpty()) {
                try (Mat shown = new Mat(colours, part)) {
                    return OpenCv.toRgb(shown);
                }
            }
            try (Mat mask = decoder.layer(picture.alpha().get(), true);
                    Mat masked = masked(colours, mask);
                    Mat shown = new Mat(masked, part)) {
                return picture.premultiplied() ? OpenCv.premultipliedToRgb(shown) : OpenCv.toRgb(shown);
            }
        }
    }

    /** Colours with a mask, which may be smaller and of other depth than they are, as 8-bit BGRA. */
    private static Mat masked(Mat colours, Mat mask) {
        try (Mat eightBits = eightBits(colours);
                Mat bgr = new Mat();
                Mat sized = new Mat();
                Mat alpha = eightBits(mask);
                Size size = new Size(colours.cols(), colours.rows())) {
            if (eightBits.channels() == 1) {
                opencv_imgproc.cvtColor(eightBits, bgr, opencv_imgproc.COLOR_GRAY2BGR);
            } else {
                eightBits.copyTo(bgr);
            }
            opencv_imgproc.resize(alpha, sized, size, 0, 0, opencv_imgproc.INTER_LINEAR);
            Mat masked = new Mat();
            try (MatVector parts = new MatVector(bgr, sized)) {
                opencv_core.merge(parts, masked);
            }
            return masked;
        }
    }

    private static Mat eightBits(Mat mat) {
        Mat eightBits = new Mat();
        mat.convertTo(eightBits, opencv_core.CV_8U, mat.depth() == opencv_core.CV_16U ? 1 / 257.0 : 1, 0);
        return eightBits;
    }

    private Mat layer(HeifLayer layer, boolean mask) throws UnreadableImageException {
        if (layer.tiles().size() == 1) {
            return tile(layer, layer.tiles().get(0), mask);
        }
        Mat whole = null;
        try {
            for (int index = 0; index < layer.tiles().size(); index++) {
                int left = index % layer.columns() * layer.tileWidth();
                int top = index / layer.columns() * layer.tileHeight();
                try (Mat tile = tile(layer, layer.tiles().get(index), mask)) {
                    if (whole == null) {
                        whole = new Mat(layer.height(), layer.width(), tile.type());
                    }
                    put(tile, whole, left, top);
                }
            }
            return whole;
        } catch (UnreadableImageException | RuntimeException e) {
            if (whole != null) {
                whole.close();
            }
            throw e;
        }
    }

    /** What of a tile lies in the picture: the last ones of a row or column may stand out. */
    private static void put(Mat tile, Mat whole, int left, int top) throws UnreadableImageException {
        if (tile.type() != whole.type()) {
            throw UnreadableImageException.damaged("problem.image.damaged.tiles");
        }
        int width = Math.min(tile.cols(), whole.cols() - left);
        int height = Math.min(tile.rows(), whole.rows() - top);
        try (Rect from = new Rect(0, 0, width, height);
                Rect to = new Rect(left, top, width, height);
                Mat source = new Mat(tile, from);
                Mat target = new Mat(whole, to)) {
            source.copyTo(target);
        }
    }

    private Mat tile(HeifLayer layer, HeifItem item, boolean mask) throws UnreadableImageException {
        byte[] data = item.data(file);
        byte[] setup = {};
        Coding coding = item.type().equals("av01") ? Coding.AV1 : Coding.HEVC;
        if (coding == Coding.AV1) {
            Av1Sequence.check(data, layer.tileWidth(), layer.tileHeight());
        } else {
            IsoBox box = item.property("hvcC")
                    .orElseThrow(() -> UnreadableImageException.damaged("problem.image.damaged.no-setup"));
            setup = Arrays.copyOfRange(file, (int) box.begin(), (int) box.end());
        }
        return StillDecoder.decode(coding, setup, data, layer.tileWidth(), layer.tileHeight(), layer.matrix(), mask);
    }
}
