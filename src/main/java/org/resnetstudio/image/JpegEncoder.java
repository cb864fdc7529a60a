package org.resnetstudio.image;

/** Writes JPEGs: baseline, colours at half resolution, as most programs do. Safe for many threads. */
public final class JpegEncoder {
    private JpegEncoder() {}

    /**
     * A picture as a JPEG file.
     *
     * @param quality 0 to 100
     */
    public static byte[] encode(RgbImage image, int quality) {
        return OpenCv.encodeJpeg(image, quality);
    }
}
