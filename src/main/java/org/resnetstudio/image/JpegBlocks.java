package org.resnetstudio.image;

/**
 * The inverse discrete cosine transform of JPEG's blocks: the "accurate integer" one of the Independent JPEG Group
 * (Loeffler, Ligtenberg and Moschytz, 1989), as in libjpeg and libjpeg-turbo. Samples are not yet clamped.
 */
final class JpegBlocks {
    private static final int CONST_BITS = 13;
    private static final int PASS1_BITS = 2;
    private static final int F_0_298 = 2446;
    private static final int F_0_390 = 3196;
    private static final int F_0_541 = 4433;
    private static final int F_0_765 = 6270;
    private static final int F_0_899 = 7373;
    private static final int F_1_175 = 9633;
    private static final int F_1_501 = 12299;
    private static final int F_1_847 = 15137;
    private static final int F_1_961 = 16069;
    private static final int F_2_053 = 16819;
    private static final int F_2_562 = 20995;
    private static final int F_3_072 = 25172;

    /** Samples are stored around zero. */
    private static final int MIDDLE = 128;

    private JpegBlocks() {}

    /** Brings samples back between 0 and 255: for a whole plane at once, which the compiler does with vectors. */
    static void clamp(int[] samples) {
        for (int at = 0; at < samples.length; at++) {
            samples[at] = Math.max(0, Math.min(255, samples[at]));
        }
    }

    /** A block that has nothing but its first coefficient: 64 times the same sample. */
    static void flat(int first, int[] plane, int at, int stride) {
        int sample = ((first + 4) >> 3) + MIDDLE;
        for (int y = 0; y < 8; y++) {
            int row = at + y * stride;
            for (int x = 0; x < 8; x++) {
                plane[row + x] = sample;
            }
        }
    }

    /**
     * Writes a block's samples.
     *
     * @param block 64 dequantised coefficients, line by line; overwritten
     * @param plane where the block's first sample is at {@code at}, and the lines lie {@code stride} apart
     */
    static void inverse(int[] block, int[] plane, int at, int stride) {
        for (int x = 0; x < 8; x++) {
            column(block, x);
        }
        for (int y = 0; y < 8; y++) {
            row(block, 8 * y, plane, at + y * stride);
        }
    }

    private static void column(int[] b, int x) {
        int c1 = b[x + 8];
        int c2 = b[x + 16];
        int c3 = b[x + 24];
        int c4 = b[x + 32];
        int c5 = b[x + 40];
        int c6 = b[x + 48];
        int c7 = b[x + 56];
        if ((c1 | c2 | c3 | c4 | c5 | c6 | c7) == 0) {
            int same = b[x] << PASS1_BITS;
            for (int y = 0; y < 64; y += 8) {
                b[x + y] = same;
            }
            return;
        }
        int z = (c2 + c6) * F_0_541;
        int even2 = z - c6 * F_1_847;
        int even3 = z + c2 * F_0_765;
        int even0 = (b[x] + c4) << CONST_BITS;
        int even1 = (b[x] - c4) << CONST_BITS;
        int half = 1 << (CONST_BITS - PASS1_BITS - 1);
        int e0 = even0 + even3 + half;
        int e3 = even0 - even3 + half;
        int e1 = even1 + even2 + half;
        int e2 = even1 - even2 + half;

        int z5 = (c7 + c3 + c5 + c1) * F_1_175;
        int z3 = z5 - (c7 + c3) * F_1_961;
        int z4 = z5 - (c5 + c1) * F_0_390;
        int z1 = (c7 + c1) * F_0_899;
        int z2 = (c5 + c3) * F_2_562;
        int o0 = c7 * F_0_298 - z1 + z3;
        int o1 = c5 * F_2_053 - z2 + z4;
        int o2 = c3 * F_3_072 - z2 + z3;
        int o3 = c1 * F_1_501 - z1 + z4;

        int shift = CONST_BITS - PASS1_BITS;
        b[x] = (e0 + o3) >> shift;
        b[x + 56] = (e0 - o3) >> shift;
        b[x + 8] = (e1 + o2) >> shift;
        b[x + 48] = (e1 - o2) >> shift;
        b[x + 16] = (e2 + o1) >> shift;
        b[x + 40] = (e2 - o1) >> shift;
        b[x + 24] = (e3 + o0) >> shift;
        b[x + 32] = (e3 - o0) >> shift;
    }

    private static void row(int[] b, int at, int[] plane, int to) {
        int c1 = b[at + 1];
        int c2 = b[at + 2];
        int c3 = b[at + 3];
        int c4 = b[at + 4];
        int c5 = b[at + 5];
        int c6 = b[at + 6];
        int c7 = b[at + 7];
        int z = (c2 + c6) * F_0_541;
        int even2 = z - c6 * F_1_847;
        int even3 = z + c2 * F_0_765;
        int even0 = (b[at] + c4) << CONST_BITS;
        int even1 = (b[at] - c4) << CONST_BITS;
        int half = 1 << (CONST_BITS + PASS1_BITS + 2);
        int e0 = even0 + even3 + half;
        int e3 = even0 - even3 + half;
        int e1 = even1 + even2 + half;
        int e2 = even1 - even2 + half;

        int z5 = (c7 + c3 + c5 + c1) * F_1_175;
        int z3 = z5 - (c7 + c3) * F_1_961;
        int z4 = z5 - (c5 + c1) * F_0_390;
        int z1 = (c7 + c1) * F_0_899;
        int z2 = (c5 + c3) * F_2_562;
        int o0 = c7 * F_0_298 - z1 + z3;
        int o1 = c5 * F_2_053 - z2 + z4;
        int o2 = c3 * F_3_072 - z2 + z3;
        int o3 = c1 * F_1_501 - z1 + z4;

        int shift = CONST_BITS + PASS1_BITS + 3;
        plane[to] = ((e0 + o3) >> shift) + MIDDLE;
        plane[to + 7] = ((e0 - o3) >> shift) + MIDDLE;
        plane[to + 1] = ((e1 + o2) >> shift) + MIDDLE;
        plane[to + 6] = ((e1 - o2) >> shift) + MIDDLE;
        plane[to + 2] = ((e2 + o1) >> shift) + MIDDLE;
        plane[to + 5] = ((e2 - o1) >> shift) + MIDDLE;
        plane[to + 3] = ((e3 + o0) >> shift) + MIDDLE;
        plane[to + 4] = ((e3 - o0) >> shift) + MIDDLE;
    }
}
