package org.resnetstudio.image;

import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * FFmpeg's decoders of single pictures: HEVC, AV1 and JPEG 2000. They get a coded picture and nothing of the file around it.
 */
final class StillDecoder {
    /** Decoders work in blocks: so much more than its size may a picture have inside them. */
    private static final int BLOCK_PX = 63;

    static {
        FfmpegLog.install();
    }

    /** How a picture is coded, and the decoder for it: FFmpeg's own, but of AV1, for which it has none without a graphics card. */
    enum Coding {
        HEVC("hevc"),
        AV1("libaom-av1"),
        JPEG_2000("jpeg2000");

        private final String decoder;

        Coding(String decoder) {
            this.decoder = decoder;
        }
    }

    private StillDecoder() {}

    /**
     * Decodes one picture.
     *
     * @param setup what the decoder needs beforehand ({@code hvcC} of HEVC); may be empty
     * @param width columns that the picture has to have; up to a block more, which come from coding, are cut off
     * @param height rows that it has to have
     * @param matrix what the file says about its colours; where it says nothing, the coded picture counts
     * @param onlyGrey whether chroma, if there is any, does not matter, as in masks
     * @return grey, BGR or BGRA of 8 or 16 bits, which belongs to the caller
     */
    static Mat decode(
            Coding coding,
            byte[] setup,
            byte[] data,
            int width,
            int height,
            Optional<YuvMatrix> matrix,
            boolean onlyGrey)
            throws UnreadableImageException {
        AVCodec codec = avcodec.avcodec_find_decoder_by_name(coding.decoder);
        if (codec == null) {
            throw UnreadableImageException.unsupported("problem.image.unsupported.no-decoder");
        }
        try (BytePointer bytes = new BytePointer(data);
                AVCodecContext context = avcodec.avcodec_alloc_context3(codec);
                AVPacket packet = avcodec.av_packet_alloc();
                AVFrame frame = avutil.av_frame_alloc()) {
            try {
                // Our own threads work on pictures side by side.
                context.thread_count(1).err_recognition(JpegDecoder.EXPLODE);
                context.max_pixels((width + (long) BLOCK_PX) * (height + (long) BLOCK_PX));
                setUp(context, setup);
                packet.data(bytes).size(data.length);
                boolean decoded = avcodec.avcodec_open2(context, codec, (AVDictionary) null) == 0
                        && avcodec.avcodec_send_packet(context, packet) == 0
                        && avcodec.avcodec_send_packet(context, null) == 0
                        && avcodec.avcodec_receive_frame(context, frame) == 0
                        && frame.decode_error_flags() == 0;
                if (!decoded) {
                    throw UnreadableImageException.damaged("problem.image.damaged.pixels");
                }
                if (frame.width() < width
                        || frame.height() < height
                        || frame.width() > width + BLOCK_PX
                        || frame.height() > height + BLOCK_PX) {
                    throw UnreadableImageException.damaged("problem.image.damaged.size");
                }
                return new FrameColours(frame, matrix, coding == Coding.JPEG_2000).mat(width, height, onlyGrey);
            } finally {
                avutil.av_frame_free(frame);
                avcodec.av_packet_free(packet);
                avcodec.avcodec_free_context(context);
            }
        }
    }

    /** The context frees what it is given here. */
    private static void setUp(AVCodecContext context, byte[] setup) {
        if (setup.length > 0) {
            Pointer memory = avutil.av_mallocz(setup.length + (long) avcodec.AV_INPUT_BUFFER_PADDING_SIZE);
            if (memory == null) {
                throw new OutOfMemoryError("FFmpeg got no memory.");
            }
            BytePointer extra = new BytePointer(memory).capacity(setup.length);
            extra.put(setup, 0, setup.length);
            context.extradata(extra).extradata_size(setup.length);
        }
    }
}
