package org.resnetstudio.image;

/** TIFF 6.0. The first picture of the file counts. */
final class TiffFormat {
    private static final int ASSOCIATED_ALPHA = 1;
    private static final int FLOATING_POINT = 3;

    private TiffFormat() {}

    static ImageHeader header(ByteSource bytes) throws UnreadableImageException {
        TiffDirectory directory = TiffDirectory.read(bytes, 0);
        return ImageHeader.of(
                directory.first(TiffDirectory.WIDTH, 0),
                directory.first(TiffDirectory.HEIGHT, 0),
                ImageFormat.TIFF,
                directory.orientation());
    }

    /** Refuses a file whose strips or tiles do not lie in it, and samples that are not 1 to 16 bit integers. */
    static TiffDirectory check(byte[] bytes) throws UnreadableImageException {
        TiffDirectory directory = TiffDirectory.read(ByteSource.of(bytes), 0);
        checkInside(directory.all(TiffDirectory.STRIP_OFFSETS), directory.all(TiffDirectory.STRIP_BYTES), bytes.length);
        checkInside(directory.all(TiffDirectory.TILE_OFFSETS), directory.all(TiffDirectory.TILE_BYTES), bytes.length);
        long bits = directory.first(TiffDirectory.BITS_PER_SAMPLE, 1);
        if (bits > 16 || directory.first(TiffDirectory.SAMPLE_FORMAT, 1) == FLOATING_POINT) {
            throw UnreadableImageException.unsupported("stores " + bits + "-bit measurements");
        }
        return directory;
    }

    /** Whether the colours of a picture with transparency are multiplied by it already. */
    static boolean isPremultiplied(TiffDirectory directory) {
        return directory.first(TiffDirectory.EXTRA_SAMPLES, 0) == ASSOCIATED_ALPHA;
    }

    /** Whether it is grey with transparency, which OpenCV reads without the transparency. */
    static boolean isGreyWithAlpha(TiffDirectory directory) {
        return directory.first(TiffDirectory.SAMPLES_PER_PIXEL, 1) == 2;
    }

    /** Whether 0 means white in a grey picture. */
    static boolean isWhiteZero(TiffDirectory directory) {
        return directory.first(TiffDirectory.PHOTOMETRIC, 1) == 0;
    }

    private static void checkInside(long[] offsets, long[] lengths, long size) throws UnreadableImageException {
        for (int index = 0; index < Math.min(offsets.length, lengths.length); index++) {
            if (offsets[index] + lengths[index] > size) {
                throw UnreadableImageException.cutOff();
            }
        }
    }
}
