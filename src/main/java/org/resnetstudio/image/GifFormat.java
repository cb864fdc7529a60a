package org.resnetstudio.image;

/** GIF 87a and 89a. Of an animated one the first frame counts. */
final class GifFormat {
    private static final int EXTENSION = 0x21;
    private static final int IMAGE = 0x2C;

    /** Where the first frame lies on the picture. */
    record Frame(int left, int top, int width, int height) {}

    private GifFormat() {}

    /** The screen's size; that of the first frame, as in browsers, where the screen has none. */
    static ImageHeader header(ByteSource bytes) throws UnreadableImageException {
        if (hasScreen(bytes)) {
            return ImageHeader.of(bytes.u16le(6), bytes.u16le(8), ImageFormat.GIF, 1);
        }
        Frame frame = firstFrame(bytes);
        return ImageHeader.of(frame.width(), frame.height(), ImageFormat.GIF, 1);
    }

    /** Finds the first frame; refuses a file that ends before it does. */
    static Frame firstFrame(ByteSource source) throws UnreadableImageException {
        long at = 13L + colourTableBytes(source.u8(10));
        while (source.u8(at) == EXTENSION) {
            at = afterBlocks(source, at + 2);
        }
        if (source.u8(at) != IMAGE) {
            throw UnreadableImageException.damaged("problem.image.damaged.no-frame");
        }
        boolean placed = hasScreen(source);
        Frame frame = new Frame(
                placed ? source.u16le(at + 1) : 0,
                placed ? source.u16le(at + 3) : 0,
                source.u16le(at + 5),
                source.u16le(at + 7));
        afterBlocks(source, at + 11 + colourTableBytes(source.u8(at + 9)));
        return frame;
    }

    private static boolean hasScreen(ByteSource source) throws UnreadableImageException {
        return source.u16le(6) > 0 && source.u16le(8) > 0;
    }

    private static int colourTableBytes(int flags) {
        return (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);
    }

    private static long afterBlocks(ByteSource source, long at) throws UnreadableImageException {
        long next = at;
        while (source.u8(next) != 0) {
            next += 1 + source.u8(next);
        }
        return next + 1;
    }
}
