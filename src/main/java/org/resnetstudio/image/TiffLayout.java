package org.resnetstudio.image;

/**
 * How the pixels of a TIFF are stored.
 *
 * @param colours what the first channels mean
 * @param bits of every sample, 1 to 16
 * @param samples per pixel, colours and extra ones together
 * @param planar whether every channel is stored by itself
 * @param alpha what transparency there is
 * @param alphaSample which sample is the transparency, where there is one
 * @param compression as in the tag
 * @param differences whether samples are stored as differences to their left neighbours
 */
record TiffLayout(
        Colours colours,
        int bits,
        int samples,
        boolean planar,
        Alpha alpha,
        int alphaSample,
        int compression,
        boolean differences) {

    /** What the first samples of a pixel mean. */
    enum Colours {
        WHITE_IS_ZERO(1),
        BLACK_IS_ZERO(1),
        RGB(3),
        PALETTE(1),
        CMYK(4),
        YCBCR(3);

        private final int channels;

        Colours(int channels) {
            this.channels = channels;
        }

        int channels() {
            return channels;
        }
    }

    /** Transparency. */
    enum Alpha {
        /** None: extra samples are something else, such as near infrared. */
        NONE,
        /** The colours are multiplied by it. */
        PREMULTIPLIED,
        /** The colours are as they are. */
        STRAIGHT
    }
}
