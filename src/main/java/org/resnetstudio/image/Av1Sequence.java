package org.resnetstudio.image;

/**
 * The sizes that a coded AV1 picture announces (AV1 bitstream specification, 5.5): looked at before it is decoded, because the decoder
 * takes the memory for whatever they are.
 */
final class Av1Sequence {
    private static final int SEQUENCE_HEADER = 1;

    private final byte[] bytes;
    private long bit;

    private Av1Sequence(byte[] bytes, long bit) {
        this.bytes = bytes;
        this.bit = bit;
    }

    /**
     * Refuses a picture that would be decoded to more than a size.
     *
     * @param data open bitstream units, one after the other
     */
    static void check(byte[] data, int width, int height) throws UnreadableImageException {
        boolean found = false;
        int at = 0;
        while (at < data.length) {
            Av1Sequence unit = new Av1Sequence(data, 8L * at);
            unit.bits(1);
            int type = (int) unit.bits(4);
            boolean extended = unit.flag();
            boolean sized = unit.flag();
            unit.bits(extended ? 9 : 1);
            long length = sized ? unit.leb128() : Long.MAX_VALUE;
            int begin = (int) (unit.bit / 8);
            length = Math.min(length, data.length - begin);
            if (type == SEQUENCE_HEADER) {
                unit.checkSize(width, height);
                found = true;
            }
            at = begin + (int) length;
        }
        if (!found) {
            throw UnreadableImageException.damaged("problem.image.damaged.no-size");
        }
    }

    private void checkSize(int width, int height) throws UnreadableImageException {
        skipToSize();
        int widthBits = (int) bits(4) + 1;
        int heightBits = (int) bits(4) + 1;
        if (bits(widthBits) + 1 > width || bits(heightBits) + 1 > height) {
            throw UnreadableImageException.damaged("problem.image.damaged.larger");
        }
    }

    private void skipToSize() throws UnreadableImageException {
        bits(3 + 1); // profile, still picture
        if (flag()) { // a header that is short for still pictures
            bits(5);
            return;
        }
        boolean modelled = false;
        long delayBits = 0;
        if (flag()) { // timing
            bits(64);
            if (flag()) {
                skipUvlc();
            }
            modelled = flag();
            if (modelled) {
                delayBits = bits(5) + 1;
                bits(32 + 5 + 5);
            }
        }
        boolean delayed = flag();
        long points = bits(5) + 1;
        for (long point = 0; point < points; point++) {
            bits(12);
            if (bits(5) > 7) {
                bits(1);
            }
            if (modelled && flag()) {
                bits(2 * delayBits + 1);
            }
            if (delayed && flag()) {
                bits(4);
            }
        }
    }

    private void skipUvlc() throws UnreadableImageException {
        int zeros = 0;
        while (!flag()) {
            zeros++;
        }
        bits(zeros);
    }

    private boolean flag() throws UnreadableImageException {
        return bits(1) == 1;
    }

    /** The number in the next bits, of more than 64 of them the last 64. */
    private long bits(long count) throws UnreadableImageException {
        long value = 0;
        for (long left = count; left > 0; left--) {
            int at = (int) (bit / 8);
            if (at >= bytes.length) {
                throw UnreadableImageException.damaged("problem.image.damaged.pixels");
            }
            value = value << 1 | (bytes[at] >> (7 - bit % 8) & 1);
            bit++;
        }
        return value;
    }

    private long leb128() throws UnreadableImageException {
        long value = 0;
        for (int index = 0; index < 8; index++) {
            long next = bits(8);
            value |= (next & 0x7F) << (7 * index);
            if (next < 0x80) {
                return value;
            }
        }
        throw UnreadableImageException.damaged("problem.image.damaged.pixels");
    }
}
