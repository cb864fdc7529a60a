package org.resnetstudio.image;

/** Reads numbers one after the other, most significant byte first, and never beyond a box. */
final class ByteCursor {
    private final ByteSource bytes;
    private final long end;
    private long at;

    ByteCursor(ByteSource bytes, long begin, long end) {
        this.bytes = bytes;
        this.at = begin;
        this.end = end;
    }

    /** An unsigned number of 0 to 8 bytes; of none it is 0. */
    long number(int length) throws UnreadableImageException {
        if (at + length > end) {
            throw UnreadableImageException.damaged("problem.image.damaged.short-part");
        }
        long value = length == 8 ? IsoBox.u64(bytes, at) : 0;
        for (int index = 0; length < 8 && index < length; index++) {
            value = value << 8 | bytes.u8(at + index);
        }
        at += length;
        return value;
    }

    int u8() throws UnreadableImageException {
        return (int) number(1);
    }

    int u16() throws UnreadableImageException {
        return (int) number(2);
    }

    long u32() throws UnreadableImageException {
        return number(4);
    }

    String type() throws UnreadableImageException {
        number(4);
        return IsoBox.type(bytes, at - 4);
    }

    boolean more() {
        return at < end;
    }

    long at() {
        return at;
    }
}
