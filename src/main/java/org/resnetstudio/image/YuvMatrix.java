package org.resnetstudio.image;

import java.util.Optional;

/**
 * How luma and chroma become colours: ITU-T H.273, which HEIF, HEVC and AV1 refer to by number.
 *
 * @param matrix the number of the equations
 * @param full whether values use their whole range, or leave some room at both ends as in television
 */
record YuvMatrix(int matrix, boolean full) {
    static final int IDENTITY = 0;
    private static final int UNSPECIFIED = 2;
    private static final int BT_601 = 6;

    /** What a {@code colr} box with numbers says; nothing of one with a profile. */
    static Optional<YuvMatrix> of(ByteSource bytes, HeifItem item) throws UnreadableImageException {
        for (IsoBox property : item.properties()) {
            if (property.type().equals("colr") && bytes.has(property.begin(), "nclx")) {
                return Optional.of(new YuvMatrix(
                        bytes.u16be(property.begin() + 8), (bytes.u8(property.begin() + 10) & 0x80) != 0));
            }
        }
        return Optional.empty();
    }

    /**
     * Three rows for blue, green, red, of factors for luma, blue chroma and red chroma and a summand each: from values of {@code bits} bits
     * to 0 to {@code target}.
     */
    float[] rows(int bits, int target) throws UnreadableImageException {
        double all = (1L << bits) - 1;
        double unit = 1L << (bits - 8);
        double lumaScale = target / (full ? all : 219 * unit);
        double chromaScale = target / (full ? all : 224 * unit);
        double black = full ? 0 : 16 * unit;
        double grey = 128 * unit;
        if (matrix == IDENTITY) { // green, blue, red
            double[][] factors = {{0, lumaScale, 0}, {lumaScale, 0, 0}, {0, 0, lumaScale}};
            return rows(factors, black, black);
        }
        double[] weights = weights();
        double red = weights[0];
        double blue = weights[1];
        double green = 1 - red - blue;
        double[][] factors = {
            {lumaScale, chromaScale * 2 * (1 - blue), 0},
            {lumaScale, -chromaScale * 2 * blue * (1 - blue) / green, -chromaScale * 2 * red * (1 - red) / green},
            {lumaScale, 0, chromaScale * 2 * (1 - red)}
        };
        return rows(factors, black, grey);
    }

    private static float[] rows(double[][] factors, double black, double grey) {
        float[] rows = new float[12];
        for (int row = 0; row < 3; row++) {
            double[] of = factors[row];
            for (int column = 0; column < 3; column++) {
                rows[4 * row + column] = (float) of[column];
            }
            rows[4 * row + 3] = (float) -(of[0] * black + of[1] * grey + of[2] * grey);
        }
        return rows;
    }

    /** What red and blue have of luma. */
    private double[] weights() throws UnreadableImageException {
        return switch (matrix) {
            case 1 -> new double[] {0.2126, 0.0722};
            case UNSPECIFIED, 5, BT_601 -> new double[] {0.299, 0.114};
            case 4 -> new double[] {0.30, 0.11};
            case 7 -> new double[] {0.212, 0.087};
            case 9 -> new double[] {0.2627, 0.0593};
            default -> throw UnreadableImageException.unsupported("problem.image.unsupported.matrix", matrix);
        };
    }

    /** One row for grey, as {@link #rows(int, int)}: a factor and a summand. */
    double[] grey(int bits, int target) {
        double unit = 1L << (bits - 8);
        double scale = target / (full ? (1L << bits) - 1 : 219 * unit);
        return new double[] {scale, full ? 0 : -16 * unit * scale};
    }
}
