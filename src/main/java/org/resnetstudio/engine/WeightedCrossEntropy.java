package org.resnetstudio.engine;

/**
 * Computes {@link CrossEntropyLoss} in double precision.
 *
 * @param whole targets of the whole batch, of which the others may be a part
 */
record WeightedCrossEntropy(CrossEntropyLoss loss, LossTargets targets, LossTargets whole) implements LossFunction {
    @Override
    public void requireFit(int rows, int classes) {
        requireRows(rows, targets.rows());
        targets.requireClasses(classes);
        loss.requireClasses(classes);
    }

    static void requireRows(int rows, int targets) {
        if (rows != targets) {
            throw new IllegalArgumentException(
                    "There are targets of " + targets + " pictures for a batch of " + rows + ": give one for each.");
        }
    }

    @Override
    public TrainableNetwork.StepResult toGradient(float[] logits, int outputs) {
        int classes = outputs == 1 ? 2 : outputs;
        double divisor = whole.divisor(loss);
        double[] row = new double[classes];
        double sum = 0;
        int correct = 0;
        for (int picture = 0; picture < targets.rows(); picture++) {
            int start = picture * outputs;
            if (outputs == 1) {
                row[0] = 0;
                row[1] = logits[picture];
            } else {
                for (int c = 0; c < classes; c++) {
                    row[c] = logits[start + c];
                }
            }
            correct += indexOfLargest(row) == targets.best(picture) ? 1 : 0;
            sum += toGradient(row, picture);
            for (int c = 0; c < outputs; c++) {
                logits[start + c] = (float) (row[classes - outputs + c] / divisor);
            }
        }
        return new TrainableNetwork.StepResult(sum / divisor, correct);
    }

    @Override
    public LossFunction part(int from, int to) {
        return new WeightedCrossEntropy(loss, targets.part(from, to), whole);
    }

    /** Replaces the logits of a picture by the gradient of its loss, and returns that. */
    private double toGradient(double[] row, int picture) {
        double top = row[indexOfLargest(row)];
        double exponentials = 0;
        for (double logit : row) {
            exponentials += Math.exp(logit - top);
        }
        double logarithm = Math.log(exponentials);
        double spread = loss.labelSmoothing() / row.length;
        double all = 0;
        double sum = 0;
        for (int c = 0; c < row.length; c++) {
            double aim = loss.weight(c) * ((1 - loss.labelSmoothing()) * targets.of(picture, c) + spread);
            all += aim;
            sum += aim * (logarithm - (row[c] - top));
        }
        for (int c = 0; c < row.length; c++) {
            double aim = loss.weight(c) * ((1 - loss.labelSmoothing()) * targets.of(picture, c) + spread);
            row[c] = all * Math.exp(row[c] - top) / exponentials - aim;
        }
        return sum;
    }

    private static int indexOfLargest(double[] row) {
        int best = 0;
        for (int c = 1; c < row.length; c++) {
            best = row[c] > row[best] ? c : best;
        }
        return best;
    }
}
