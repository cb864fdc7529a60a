package org.resnetstudio.image;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Mean and standard deviation of a dataset's pictures, for each channel, from exact sums of whole numbers. */
final class NormalizationStatistics {
    /** Where all pictures have one colour there is nothing to scale by; a step of one pixel value stands in. */
    private static final double LEAST_DEVIATION = 1 / 255.0;

    private NormalizationStatistics() {}

    static Normalization of(PreparedCache cache, int[] cacheIndices) throws IOException {
        if (cacheIndices.length == 0) {
            throw new IllegalArgumentException(
                    "There are no pictures to take a mean of; give at least one training picture.");
        }
        long[] sums = new long[3];
        long[] squares = new long[3];
        byte[] picture = new byte[cache.pictureBytes()];
        for (int cacheIndex : cacheIndices) {
            cache.read(cacheIndex, picture);
            for (int channel = 0; channel < 3; channel++) {
                long sum = 0;
                long square = 0;
                for (int at = channel; at < picture.length; at += 3) {
                    int value = picture[at] & 0xFF;
                    sum += value;
                    square += (long) value * value;
                }
                sums[channel] += sum;
                squares[channel] += square;
            }
        }
        double count = (double) cacheIndices.length * picture.length / 3;
        List<Float> means = new ArrayList<>();
        List<Float> deviations = new ArrayList<>();
        for (int channel = 0; channel < 3; channel++) {
            double mean = sums[channel] / count;
            double variance = Math.max(0, squares[channel] / count - mean * mean);
            means.add((float) (mean / 255));
            deviations.add((float) Math.max(LEAST_DEVIATION, Math.sqrt(variance) / 255));
        }
        return new Normalization(means, deviations, false);
    }
}
