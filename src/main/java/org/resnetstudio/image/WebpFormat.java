package org.resnetstudio.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** WebP: a RIFF container with a lossy ({@code VP8 }), lossless ({@code VP8L}) or extended ({@code VP8X}) picture. */
final class WebpFormat {
    private static final int FIRST_CHUNK = 12;
    private static final int ANIMATION_FLAG = 0x02;
    private static final int ALPHA_FLAG = 0x10;
    private static final int FRAME_HEADER = 16;

    /** A still picture made of an animation's first frame, and where it lies on the canvas. */
    @SuppressWarnings("ArrayRecordComponent") // handed on at once, never compared
    record Frame(int left, int top, byte[] still) {}

    private WebpFormat() {}

    static ImageHeader header(ByteSource bytes) throws UnreadableImageException {
        long data = FIRST_CHUNK + 8;
        if (bytes.has(FIRST_CHUNK, "VP8X")) {
            return ImageHeader.of(
                    bytes.u24le(data + 4) + 1L, bytes.u24le(data + 7) + 1L, ImageFormat.WEBP, orientation(bytes));
        }
        if (bytes.has(FIRST_CHUNK, "VP8L")) {
            long size = bytes.u32le(data + 1);
            return ImageHeader.of((size & 0x3FFF) + 1, (size >> 14 & 0x3FFF) + 1, ImageFormat.WEBP, 1);
        }
        if (bytes.has(FIRST_CHUNK, "VP8 ")) {
            return ImageHeader.of(bytes.u16le(data + 6) & 0x3FFF, bytes.u16le(data + 8) & 0x3FFF, ImageFormat.WEBP, 1);
        }
        throw UnreadableImageException.damaged("problem.image.damaged.no-first-part");
    }

    /** Refuses a file that is shorter than it says. */
    static void check(byte[] bytes) throws UnreadableImageException {
        if (ByteSource.of(bytes).u32le(4) + 8 > bytes.length) {
            throw UnreadableImageException.cutOff();
        }
    }

    static boolean isAnimated(byte[] bytes) throws UnreadableImageException {
        ByteSource source = ByteSource.of(bytes);
        return source.has(FIRST_CHUNK, "VP8X") && (source.u8(FIRST_CHUNK + 8) & ANIMATION_FLAG) != 0;
    }

    /** OpenCV reads no animations, so the first frame is put into a container of its own. */
    static Frame firstFrame(byte[] bytes) throws UnreadableImageException {
        ByteSource source = ByteSource.of(bytes);
        long at = FIRST_CHUNK;
        while (!source.has(at, "ANMF")) {
            at = next(source, at);
        }
        long frame = at + 8;
        int length = (int) Math.min(source.u32le(at + 4), bytes.length - frame) - FRAME_HEADER;
        if (length < 8) {
            throw UnreadableImageException.cutOff();
        }
        int from = (int) frame + FRAME_HEADER;
        ByteBuffer still = ByteBuffer.allocate(30 + length).order(ByteOrder.LITTLE_ENDIAN);
        still.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(22 + length);
        still.put("WEBPVP8X".getBytes(StandardCharsets.US_ASCII)).putInt(10);
        still.putInt(source.has(from, "VP8 ") ? 0 : ALPHA_FLAG);
        still.put(bytes, (int) frame + 6, 6); // width and height, as VP8X wants them
        still.put(bytes, from, length);
        return new Frame(2 * source.u24le(frame), 2 * source.u24le(frame + 3), still.array());
    }

    private static int orientation(ByteSource bytes) throws UnreadableImageException {
        for (long at = FIRST_CHUNK; at + 8 <= bytes.size(); at = next(bytes, at)) {
            if (bytes.has(at, "EXIF")) {
                return TiffDirectory.orientation(bytes, bytes.has(at + 8, "Exif\0\0") ? at + 14 : at + 8);
            }
        }
        return 1;
    }

    private static long next(ByteSource bytes, long at) throws UnreadableImageException {
        long length = bytes.u32le(at + 4);
        return at + 8 + length + (length & 1);
    }
}
