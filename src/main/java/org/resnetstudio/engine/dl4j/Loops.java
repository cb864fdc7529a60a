package org.resnetstudio.engine.dl4j;

/**
 * Inner loops over stretches of arrays, written so that the JIT compiler turns them into vector instructions or keeps eight
 * independent sums going. Their order of additions is fixed, so results repeat bit for bit.
 */
final class Loops {
    private Loops() {}

    /** Sum of a stretch. */
    static float sum(float[] a, int from, int length) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        float s4 = 0;
        float s5 = 0;
        float s6 = 0;
        float s7 = 0;
        int i = from;
        for (int end = from + (length & ~7); i < end; i += 8) {
            s0 += a[i];
            s1 += a[i + 1];
            s2 += a[i + 2];
            s3 += a[i + 3];
            s4 += a[i + 4];
            s5 += a[i + 5];
            s6 += a[i + 6];
            s7 += a[i + 7];
        }
        for (int end = from + length; i < end; i++) {
            s0 += a[i];
        }
        return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));
    }

    /** Sum of squared differences from a centre. */
    static float squares(float[] a, int from, int length, float centre) {
        return products(a, a, from, length, centre, centre);
    }

    /** Sum of (a - centreA)(b - centreB). */
    static float products(float[] a, float[] b, int from, int length, float centreA, float centreB) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        float s4 = 0;
        float s5 = 0;
        float s6 = 0;
        float s7 = 0;
        int i = from;
        for (int end = from + (length & ~7); i < end; i += 8) {
            s0 += (a[i] - centreA) * (b[i] - centreB);
            s1 += (a[i + 1] - centreA) * (b[i + 1] - centreB);
            s2 += (a[i + 2] - centreA) * (b[i + 2] - centreB);
            s3 += (a[i + 3] - centreA) * (b[i + 3] - centreB);
            s4 += (a[i + 4] - centreA) * (b[i + 4] - centreB);
            s5 += (a[i + 5] - centreA) * (b[i + 5] - centreB);
            s6 += (a[i + 6] - centreA) * (b[i + 6] - centreB);
            s7 += (a[i + 7] - centreA) * (b[i + 7] - centreB);
        }
        for (int end = from + length; i < end; i++) {
            s0 += (a[i] - centreA) * (b[i] - centreB);
        }
        return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));
    }

    /** a = a scale + shift. */
    static void affine(float[] a, int from, int length, float scale, float shift) {
        for (int i = from; i < from + length; i++) {
            a[i] = a[i] * scale + shift;
        }
    }

    /** a = max(a scale + shift, 0). */
    static void affineRelu(float[] a, int from, int length, float scale, float shift) {
        for (int i = from; i < from + length; i++) {
            a[i] = Math.max(a[i] * scale + shift, 0f);
        }
    }

    /** Keeps gradients where x scale + shift is above zero, and clears the others. */
    static void maskAffine(float[] gradient, float[] x, int from, int length, float scale, float shift) {
        for (int i = from; i < from + length; i++) {
            gradient[i] = keepIfPositive(gradient[i], x[i] * scale + shift);
        }
    }

    /** Keeps gradients where the output is above zero, and clears the others. */
    static void mask(float[] gradient, float[] output, int length) {
        for (int i = 0; i < length; i++) {
            gradient[i] = keepIfPositive(gradient[i], output[i]);
        }
    }

    /** By bits: a branch would be mispredicted half of the time. A float above 0 is an int above 0. */
    private static float keepIfPositive(float value, float condition) {
        int mask = -Float.floatToRawIntBits(condition) >> 31;
        return Float.intBitsToFloat(Float.floatToRawIntBits(value) & mask);
    }

    /** a = a scaleA + b scaleB + shift. */
    static void combine(float[] a, float[] b, int from, int length, float scaleA, float scaleB, float shift) {
        for (int i = from; i < from + length; i++) {
            a[i] = a[i] * scaleA + (b[i] * scaleB + shift);
        }
    }

    /** a = max(a + b, 0). */
    static void addRelu(float[] a, float[] b, int length) {
        for (int i = 0; i < length; i++) {
            a[i] = Math.max(a[i] + b[i], 0f);
        }
    }
}
