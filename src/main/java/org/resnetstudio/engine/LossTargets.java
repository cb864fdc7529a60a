package org.resnetstudio.engine;

import java.util.Arrays;

/** What a network should have said about each picture of a batch. */
interface LossTargets {
    /** Pictures. */
    int rows();

    /** How much of a picture belongs to a class, 0 to 1. */
    double of(int row, int index);

    /** The class that a right prediction names: the first one with the largest share. */
    int best(int row);

    /** What the sum of the losses is divided by. */
    double divisor(CrossEntropyLoss loss);

    /** Those of some of the pictures, from the first one to the one before {@code to}. */
    LossTargets part(int from, int to);

    /**
     * Checks them.
     *
     * @throws IllegalArgumentException if they are not of that many classes
     */
    void requireClasses(int classes);

    /** One class each. */
    record Labels(int[] labels) implements LossTargets {
        @Override
        public int rows() {
            return labels.length;
        }

        @Override
        public double of(int row, int index) {
            return labels[row] == index ? 1 : 0;
        }

        @Override
        public int best(int row) {
            return labels[row];
        }

        @Override
        public double divisor(CrossEntropyLoss loss) {
            double sum = 0;
            for (int label : labels) {
                sum += loss.weight(label);
            }
            return sum;
        }

        @Override
        public LossTargets part(int from, int to) {
            return new Labels(Arrays.copyOfRange(labels, from, to));
        }

        @Override
        public void requireClasses(int classes) {
            for (int row = 0; row < labels.length; row++) {
                if (labels[row] < 0 || labels[row] >= classes) {
                    throw new IllegalArgumentException("Picture " + row + " of the batch has label " + labels[row]
                            + ", but the network tells " + classes + " classes apart: labels must be 0 to "
                            + (classes - 1) + ".");
                }
            }
        }
    }

    /** Shares of all classes. */
    record Probabilities(float[][] shares) implements LossTargets {
        /** Of their sum, which is rounded. */
        private static final double TOLERANCE = 1e-3;

        @Override
        public int rows() {
            return shares.length;
        }

        @Override
        public double of(int row, int index) {
            return shares[row][index];
        }

        @Override
        public int best(int row) {
            int best = 0;
            for (int c = 1; c < shares[row].length; c++) {
                best = shares[row][c] > shares[row][best] ? c : best;
            }
            return best;
        }

        @Override
        public double divisor(CrossEntropyLoss loss) {
            return shares.length;
        }

        @Override
        public LossTargets part(int from, int to) {
            return new Probabilities(Arrays.copyOfRange(shares, from, to));
        }

        @Override
        public void requireClasses(int classes) {
            for (int row = 0; row < shares.length; row++) {
                double sum = 0;
                boolean positive = shares[row].length == classes;
                for (float share : shares[row]) {
                    positive &= share >= 0;
                    sum += share;
                }
                if (!positive || !(Math.abs(sum - 1) <= TOLERANCE)) {
                    throw new IllegalArgumentException("The target of picture " + row + " must be " + classes
                            + " probabilities, at least 0 and 1 together; they are " + shares[row].length
                            + " with the sum " + sum + ".");
                }
            }
        }
    }
}
