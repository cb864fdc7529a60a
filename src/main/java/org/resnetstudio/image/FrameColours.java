package org.resnetstudio.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.ffmpeg.avutil.AVComponentDescriptor;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVPixFmtDescriptor;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_core.Rect;

/**
 * A frame of FFmpeg's as OpenCV has pictures. Whatever its layout, it is taken apart into channels: luma and chroma, or colours, and alpha.
 * Smaller chroma is enlarged by linear interpolation.
 */
final class FrameColours {
    private static final int EIGHT_BITS = 255;
    private static final int SIXTEEN_BITS = 65_535;
    private static final long UNUSUAL = avutil.AV_PIX_FMT_FLAG_BE
            | avutil.AV_PIX_FMT_FLAG_PAL
            | avutil.AV_PIX_FMT_FLAG_BITSTREAM
            | avutil.AV_PIX_FMT_FLAG_HWACCEL
            | avutil.AV_PIX_FMT_FLAG_BAYER
            | avutil.AV_PIX_FMT_FLAG_FLOAT;

    private final AVFrame frame;
    private final AVPixFmtDescriptor layout;
    private final Optional<YuvMatrix> matrix;
    private final boolean alwaysFull;

    /**
     * @param frame decoded; has to outlive this
     * @param matrix what the file says; else what the frame says counts
     * @param alwaysFull whether the coding knows no values but those of whole range
     */
    FrameColours(AVFrame frame, Optional<YuvMatrix> matrix, boolean alwaysFull) throws UnreadableImageException {
        this.frame = frame;
        this.matrix = matrix;
        this.alwaysFull = alwaysFull;
        this.layout = avutil.av_pix_fmt_desc_get(frame.format());
        if (layout == null
                || (layout.flags() & UNUSUAL) != 0
                || layout.log2_chroma_w() > 1
                || layout.log2_chroma_h() > 1
                || layout.comp(0).shift() != 0) {
            throw UnreadableImageException.unsupported("problem.image.unsupported.pixels");
        }
    }

    /** The part at the top left, grey, BGR or BGRA of 8 or 16 bits. */
    Mat mat(int width, int height, boolean onlyGrey) throws UnreadableImageException {
        Mat whole = whole(onlyGrey ? 1 : layout.nb_components());
        if (whole.cols() == width && whole.rows() == height) {
            return whole;
        }
        try (whole;
                Rect part = new Rect(0, 0, width, height);
                Mat view = new Mat(whole, part)) {
            return view.clone();
        }
    }

    private Mat whole(int count) throws UnreadableImageException {
        List<Mat> channels = new ArrayList<>();
        try {
            for (int index = 0; index < count; index++) {
                channels.add(channel(index));
            }
            boolean grey = count < 3;
            Mat colours = grey ? grey(channels.get(0)) : colours(channels);
            if (count % 2 == 1) {
                return colours;
            }
            try (colours;
                    Mat alpha = full(channels.get(count - 1))) {
                Mat masked = new Mat();
                if (grey) {
                    merge(masked, colours, colours, colours, alpha);
                } else {
                    merge(masked, colours, alpha);
                }
                return masked;
            }
        } finally {
            channels.forEach(Mat::close);
        }
    }

    private static void merge(Mat target, Mat... parts) {
        try (MatVector all = new MatVector(parts)) {
            opencv_core.merge(all, target);
        }
    }

    private int bits() {
        return layout.comp(0).depth();
    }

    private int target() {
        return bits() == 8 ? EIGHT_BITS : SIXTEEN_BITS;
    }

    private boolean isRgb() {
        return (layout.flags() & avutil.AV_PIX_FMT_FLAG_RGB) != 0;
    }

    /** One channel in its own units, as large as the frame. */
    private Mat channel(int index) {
        AVComponentDescriptor component = layout.comp(index);
        boolean small = !isRgb() && (index == 1 || index == 2) && layout.nb_components() > 2;
        int width = small ? shrunk(frame.width(), layout.log2_chroma_w()) : frame.width();
        int height = small ? shrunk(frame.height(), layout.log2_chroma_h()) : frame.height();
        int bytes = component.depth() > 8 ? 2 : 1;
        int together = component.step() / bytes;
        int depth = bytes == 1 ? opencv_core.CV_8U : opencv_core.CV_16U;
        try (Mat plane = new Mat(
                height,
                width,
                opencv_core.CV_MAKETYPE(depth, together),
                frame.data(component.plane()),
                frame.linesize(component.plane()))) {
            if (together == 1) {
                return small ? JpegDecoder.enlarged(plane, frame.width(), frame.height()) : new Mat(plane);
            }
            Mat channel = new Mat();
            opencv_core.extractChannel(plane, channel, component.offset() / bytes);
            return channel;
        }
    }

    private static int shrunk(int side, int times) {
        return (side + (1 << times) - 1) >> times;
    }

    private Mat grey(Mat luma) {
        YuvMatrix colours = isRgb() || alwaysFull ? new YuvMatrix(YuvMatrix.IDENTITY, true) : matrix();
        double[] row = colours.grey(bits(), target());
        return scaled(luma, row[0], row[1]);
    }

    /** Of a channel that has no room at its ends. */
    private Mat full(Mat channel) {
        return scaled(channel, target() / (double) ((1L << bits()) - 1), 0);
    }

    private Mat scaled(Mat channel, double factor, double summand) {
        Mat scaled = new Mat();
        channel.convertTo(scaled, bits() == 8 ? opencv_core.CV_8U : opencv_core.CV_16U, factor, summand);
        return scaled;
    }

    private Mat colours(List<Mat> channels) throws UnreadableImageException {
        try (Mat merged = new Mat()) {
            if (isRgb()) {
                merge(merged, channels.get(2), channels.get(1), channels.get(0));
                return full(merged);
            }
            merge(merged, channels.get(0), channels.get(1), channels.get(2));
            Mat colours = new Mat();
            float[] rows = matrix().rows(bits(), target());
            try (FloatPointer values = new FloatPointer(rows);
                    Mat factors = new Mat(3, 4, opencv_core.CV_32F, values)) {
                opencv_core.transform(merged, colours, factors);
            }
            return colours;
        }
    }

    /** What the file says, or else the coded picture; in chroma that is none, colours of JPEG 2000 are as JPEG's. */
    private YuvMatrix matrix() {
        return matrix.orElseGet(() -> new YuvMatrix(
                alwaysFull ? avutil.AVCOL_SPC_SMPTE170M : frame.colorspace(),
                alwaysFull || frame.color_range() == avutil.AVCOL_RANGE_JPEG));
    }
}
