package org.resnetstudio.evaluation;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Counts of predictions: rows are actual classes, columns predicted ones. Not thread-safe; publish copies.
 */
public final class ConfusionMatrix {
    private final int[][] counts;

    /** An empty matrix for that many classes, at least 1. */
    public ConfusionMatrix(int classes) {
        if (classes < 1) {
            throw new IllegalArgumentException("A confusion matrix needs at least 1 class, not " + classes + ".");
        }
        counts = new int[classes][classes];
    }

    private ConfusionMatrix(int[][] counts) {
        this.counts = counts;
    }

    /** A matrix with these counts, rows actual, columns predicted. */
    public static ConfusionMatrix of(int[][] counts) {
        for (int[] row : counts) {
            if (row.length != counts.length || Arrays.stream(row).anyMatch(n -> n < 0)) {
                throw new IllegalArgumentException("A confusion matrix is square and counts are not negative.");
            }
        }
        return new ConfusionMatrix(Arrays.stream(counts).map(int[]::clone).toArray(int[][]::new));
    }

    /** Counts one prediction. */
    public void add(int actual, int predicted) {
        counts[actual][predicted]++;
    }

    /** Number of classes. */
    public int classes() {
        return counts.length;
    }

    /** How often the actual class was predicted as the other. */
    public int count(int actual, int predicted) {
        return counts[actual][predicted];
    }

    /** A copy of all counts, rows actual, columns predicted. */
    public int[][] toArray() {
        return Arrays.stream(counts).map(int[]::clone).toArray(int[][]::new);
    }

    /** A copy. */
    public ConfusionMatrix copy() {
        return new ConfusionMatrix(toArray());
    }

    /** Number of predictions. */
    public int total() {
        return Arrays.stream(counts).flatMapToInt(Arrays::stream).sum();
    }

    /** Number of pictures of a class. */
    public int support(int actual) {
        return Arrays.stream(counts[actual]).sum();
    }

    /** How often a class was predicted, rightly or wrongly. */
    public int predicted(int predicted) {
        return Arrays.stream(counts).mapToInt(row -> row[predicted]).sum();
    }

    /** Share of right predictions; empty without any prediction. */
    public OptionalDouble accuracy() {
        int right = 0;
        for (int i = 0; i < counts.length; i++) {
            right += counts[i][i];
        }
        return ratio(right, total());
    }

    /** Share of predictions of this class that are right; empty if it was never predicted. */
    public OptionalDouble precision(int ofClass) {
        return ratio(counts[ofClass][ofClass], predicted(ofClass));
    }

    /** Share of this class's pictures that were found; empty if there is none. */
    public OptionalDouble recall(int ofClass) {
        return ratio(counts[ofClass][ofClass], support(ofClass));
    }

    /** Mean recall over the classes that occur, each counting the same however many pictures it has; empty if none occurs. */
    public OptionalDouble meanRecall() {
        return IntStream.range(0, counts.length)
                .mapToObj(this::recall)
                .flatMapToDouble(OptionalDouble::stream)
                .average();
    }

    /** Harmonic mean of precision and recall; empty if the class neither occurs nor is predicted. */
    public OptionalDouble f1(int ofClass) {
        return ratio(2.0 * counts[ofClass][ofClass], support(ofClass) + predicted(ofClass));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ConfusionMatrix matrix && Arrays.deepEquals(counts, matrix.counts);
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(counts);
    }

    private static OptionalDouble ratio(double part, int whole) {
        return whole == 0 ? OptionalDouble.empty() : OptionalDouble.of(part / whole);
    }
}
