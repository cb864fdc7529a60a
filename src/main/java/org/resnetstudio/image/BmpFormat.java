package org.resnetstudio.image;

/** Windows and OS/2 bitmaps. */
final class BmpFormat {
    static final int FILE_HEADER = 14;
    static final int OS2_HEADER = 12;
    private static final int MAX_HEADER = 256;

    private BmpFormat() {}

    /** Two letters are too little to recognise a format by, so the size of the second header is looked at, too. */
    static boolean isBmp(ByteSource bytes) throws UnreadableImageException {
        if (bytes.size() < FILE_HEADER + 4) {
            return false;
        }
        long headerSize = bytes.u32le(FILE_HEADER);
        return headerSize >= OS2_HEADER && headerSize <= MAX_HEADER;
    }

    static ImageHeader header(ByteSource bytes) throws UnreadableImageException {
        if (bytes.u32le(FILE_HEADER) == OS2_HEADER) {
            return ImageHeader.of(bytes.u16le(18), bytes.u16le(20), ImageFormat.BMP, 1);
        }
        long height = (int) bytes.u32le(22); // negative: rows are stored from the top
        return ImageHeader.of(bytes.u32le(18), Math.abs(height), ImageFormat.BMP, 1);
    }
}
