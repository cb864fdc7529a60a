package org.resnetstudio.image;

/**
 * One Huffman table of a JPEG (ITU-T T.81, annex C and F.2.2.3), with short codes looked up at once: for coefficients
 * together with the bits of their value, as most codes and their values have {@value #LOOK_BITS} bits at most.
 */
final class JpegHuffmanTable {
    static final int LOOK_BITS = 10;
    private static final int MAX_CODE_BITS = 16;

    /** For the next {@link #LOOK_BITS} bits: symbol times 256 plus the code's length; 0 where the code is longer. */
    final int[] codes = new int[1 << LOOK_BITS];
    /**
     * For the next {@link #LOOK_BITS} bits: value times 65536, plus run of zeros times 256, plus the bits of code and value; 0 where
     * they are more, or the code has no value.
     */
    final int[] coefficients = new int[1 << LOOK_BITS];

    private final int[] beyond = new int[MAX_CODE_BITS + 2];
    private final int[] offsets = new int[MAX_CODE_BITS + 1];
    private final int[] symbols;

    private JpegHuffmanTable(int[] symbols) {
        this.symbols = symbols;
    }

    /**
     * Reads a table.
     *
     * @param at where its 16 counts begin, followed by its symbols
     * @return null where the counts describe no code
     */
    static JpegHuffmanTable read(byte[] bytes, int at, int end) {
        int total = 0;
        for (int length = 1; length <= MAX_CODE_BITS; length++) {
            total += at + length <= end ? bytes[at + length - 1] & 0xFF : 0;
        }
        if (total > 256 || at + MAX_CODE_BITS + total > end) {
            return null;
        }
        int[] symbols = new int[total];
        for (int index = 0; index < total; index++) {
            symbols[index] = bytes[at + MAX_CODE_BITS + index] & 0xFF;
        }
        JpegHuffmanTable table = new JpegHuffmanTable(symbols);
        return table.build(bytes, at) ? table : null;
    }

    /** Bytes that the table takes in the file: its counts and its symbols. */
    int storedBytes() {
        return MAX_CODE_BITS + symbols.length;
    }

    private boolean build(byte[] bytes, int at) {
        int code = 0;
        int index = 0;
        for (int length = 1; length <= MAX_CODE_BITS; length++) {
            offsets[length] = index - code;
            int count = bytes[at + length - 1] & 0xFF;
            if (code + count > 1 << length) {
                return false;
            }
            for (int n = 0; n < count; n++, code++, index++) {
                if (length <= LOOK_BITS) {
                    remember(code, length, symbols[index]);
                }
            }
            beyond[length] = code << (MAX_CODE_BITS - length);
            code <<= 1;
        }
        beyond[MAX_CODE_BITS + 1] = Integer.MAX_VALUE;
        return true;
    }

    private void remember(int code, int length, int symbol) {
        int free = LOOK_BITS - length;
        int valueBits = symbol & 15;
        for (int rest = 0; rest < 1 << free; rest++) {
            int look = code << free | rest;
            codes[look] = symbol << 8 | length;
            if (valueBits > 0 && valueBits <= free) {
                int value = extended(rest >> (free - valueBits), valueBits);
                coefficients[look] = value << 16 | (symbol >> 4) << 8 | (length + valueBits);
            }
        }
    }

    /** The number that these bits stand for (T.81, table F.1): the lower half of them is negative. */
    static int extended(int value, int bits) {
        return value < 1 << (bits - 1) ? value - (1 << bits) + 1 : value;
    }

    /**
     * Finds a code that is longer than {@link #LOOK_BITS}.
     *
     * @param look the next 16 bits
     * @return symbol times 256 plus the code's length; -1 where there is no such code
     */
    int longCode(int look) {
        int length = LOOK_BITS + 1;
        while (look >= beyond[length]) {
            length++;
        }
        return length > MAX_CODE_BITS
                ? -1
                : symbols[(look >> (MAX_CODE_BITS - length)) + offsets[length]] << 8 | length;
    }
}
