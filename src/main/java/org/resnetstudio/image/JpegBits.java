package org.resnetstudio.image;

/** The entropy-coded data of a JPEG, bit by bit, without its stuffed zeros. Past a marker there are zeros, which are counted. */
final class JpegBits {
    private static final int LOOK = JpegHuffmanTable.LOOK_BITS;

    private final byte[] bytes;
    private int at;
    private long bits;
    private int count;
    private int invented;

    JpegBits(byte[] bytes, int from) {
        this.bytes = bytes;
        this.at = from;
    }

    private void fill() {
        while (count <= 48) {
            int next = 0;
            if (at < bytes.length && (bytes[at] != (byte) 0xFF || (at + 1 < bytes.length && bytes[at + 1] == 0))) {
                next = bytes[at] & 0xFF;
                at += next == 0xFF ? 2 : 1;
            } else {
                invented += 8;
            }
            bits = bits << 8 | next;
            count += 8;
        }
    }

    /** The next bits, 16 at most, which stay. */
    int look(int number) {
        if (count < 32) {
            fill();
        }
        return (int) (bits >>> (count - number)) & ((1 << number) - 1);
    }

    /** The next bits, 16 at most. */
    int take(int number) {
        int value = look(number);
        count -= number;
        return value;
    }

    /** The next symbol of a table; -1 if the bits are none. */
    int symbol(JpegHuffmanTable table) {
        int code = table.codes[look(LOOK)];
        if (code == 0) {
            code = table.longCode(look(16));
            if (code < 0) {
                return -1;
            }
        }
        count -= code & 0xFF;
        return code >> 8;
    }

    /**
     * Reads the coefficients of a block but the first. The bits are kept in local variables, which halves the time.
     *
     * @param places where each coefficient goes
     * @return the number of the last one; 0 if there is none, -1 for damage
     */
    int coefficients(JpegHuffmanTable table, int[] quantisers, int[] places, int[] block) {
        int[] values = table.coefficients;
        int last = 0;
        int k = 1;
        while (k < 64) {
            if (count < 32) {
                fill();
            }
            long now = bits;
            int left = count;
            while (left >= 32 && k < 64) {
                int known = values[(int) (now >>> (left - LOOK)) & ((1 << LOOK) - 1)];
                if (known == 0) {
                    break;
                }
                k += known >> 8 & 15;
                if (k > 63) {
                    return -1;
                }
                left -= known & 0xFF;
                block[places[k]] = (known >> 16) * quantisers[k];
                last = k++;
            }
            count = left;
            if (left >= 32 && k < 64) {
                int symbol = symbol(table);
                int valueBits = symbol & 15;
                if (symbol < 0 || (valueBits == 0 && symbol != 0 && symbol != 0xF0)) {
                    return -1;
                }
                if (symbol == 0) {
                    return last;
                }
                k += symbol >> 4;
                if (valueBits > 0) {
                    if (k > 63) {
                        return -1;
                    }
                    block[places[k]] = JpegHuffmanTable.extended(take(valueBits), valueBits) * quantisers[k];
                    last = k;
                }
                k++;
            }
        }
        return k > 64 ? -1 : last;
    }

    /** Goes on after the restart marker with this number, modulo 8, which must come next. */
    boolean restart(int number) {
        if (!endsWith(0xD0 + number % 8)) {
            return false;
        }
        at += 2;
        bits = 0;
        count = 0;
        invented = 0;
        return true;
    }

    /** Whether this marker follows, and all that was taken was really there. */
    boolean endsWith(int marker) {
        fill();
        return count >= invented
                && count - invented < 8
                && at + 1 < bytes.length
                && bytes[at] == (byte) 0xFF
                && (bytes[at + 1] & 0xFF) == marker;
    }
}
