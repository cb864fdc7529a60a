package org.resnetstudio.image;

/** GIF 87a and 89a. Of an animated one the first frame counts. */
final class GifFormat {
    private static final int EXTENSION = 0x21;
    private static final int IMAGE = 0x2C;

    /** Where the first frame lies on the picture. */
    record Frame(int left, int top, int width, int height) {}

    private GifFormat() {}

    static ImageHeader header(ByteSource bytes) throws UnreadableImageException {
        return ImageHeader.of(bytes.u16le(6), bytes.u16le(8), ImageFormat.GIF, 1);
    }

    /** Finds the first frame; refuses a file that ends before it does. */
    static Frame firstFrame(byte[] bytes) throws UnreadableImageException {
        ByteSource source = ByteSource.of(bytes);
        long at = 13L + colourTableBytes(source.u8(10));
        while (source.u8(at) == EXTENSION) {
            at = afterBlocks(source, at + 2);
        }
        if (source.u8(at) != IMAGE) {
            throw UnreadableImageException.damaged("it has no frame");
        }
        Frame frame = new Frame(source.u16le(at + 1), source.u16le(at + 3), source.u16le(at + 5), source.u16le(at + 7));
        afterBlocks(source, at + 11 + colourTableBytes(source.u8(at + 9)));
        return frame;
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
