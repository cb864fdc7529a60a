package org.resnetstudio.engine;

/**
 * Mean cross-entropy over a batch, from logits, and its gradient: the same numbers whatever library computes the rest. Losses are
 * added up in double precision.
 */
public final class CrossEntropy {
    private CrossEntropy() {}

    /**
     * Replaces the logits by the gradient of the mean loss with respect to them.
     *
     * @param logits {@code [labels.length, outputs]} in C order; one output is the logit of the second of two classes, more go
     *     through softmax
     * @param labels class of each picture, 0 to {@code classes - 1}
     * @param outputs of the network, at least 1
     * @return the loss in nats, and how many predictions are right; NaN where a logit is
     */
    public static TrainableNetwork.StepResult toGradient(float[] logits, int[] labels, int outputs) {
        return toGradient(logits, labels, outputs, labels.length);
    }

    /** @param rows what the sum of the losses is divided by: pictures of the batch, of which the labels may be a part */
    static TrainableNetwork.StepResult toGradient(float[] logits, int[] labels, int outputs, int rows) {
        double loss = 0;
        int correct = 0;
        for (int row = 0; row < labels.length; row++) {
            int start = row * outputs;
            if (outputs == 1) {
                boolean second = labels[row] == 1;
                correct += logits[row] > 0 == second ? 1 : 0;
                loss += sigmoidRow(logits, row, second, rows);
            } else {
                correct += indexOfLargest(logits, start, outputs) == labels[row] ? 1 : 0;
                loss += softmaxRow(logits, start, outputs, labels[row], rows);
            }
        }
        return new TrainableNetwork.StepResult(loss / rows, correct);
    }

    /**
     * Probabilities of all classes from logits.
     *
     * @param logits {@code [rows, outputs]} in C order, as in {@link #toGradient}
     * @return {@code [rows][classes]}; one output gives two columns
     */
    public static float[][] probabilities(float[] logits, int rows, int outputs) {
        float[][] probabilities = new float[rows][];
        for (int row = 0; row < rows; row++) {
            if (outputs == 1) {
                double second = 1 / (1 + Math.exp(-logits[row]));
                probabilities[row] = new float[] {(float) (1 - second), (float) second};
            } else {
                probabilities[row] = softmax(logits, row * outputs, outputs);
            }
        }
        return probabilities;
    }

    private static float[] softmax(float[] z, int start, int outputs) {
        double top = z[start + indexOfLargest(z, start, outputs)];
        double sum = 0;
        for (int c = 0; c < outputs; c++) {
            sum += Math.exp(z[start + c] - top);
        }
        float[] probabilities = new float[outputs];
        for (int c = 0; c < outputs; c++) {
            probabilities[c] = (float) (Math.exp(z[start + c] - top) / sum);
        }
        return probabilities;
    }

    private static double sigmoidRow(float[] z, int row, boolean second, int rows) {
        double logit = z[row];
        double signed = second ? -logit : logit;
        z[row] = (float) ((1 / (1 + Math.exp(-logit)) - (second ? 1 : 0)) / rows);
        return Math.max(signed, 0) + Math.log1p(Math.exp(-Math.abs(signed)));
    }

    private static int indexOfLargest(float[] z, int start, int outputs) {
        int best = 0;
        for (int c = 1; c < outputs; c++) {
            best = z[start + c] > z[start + best] ? c : best;
        }
        return best;
    }

    private static double softmaxRow(float[] z, int start, int outputs, int label, int rows) {
        double top = z[start + indexOfLargest(z, start, outputs)];
        double sum = 0;
        for (int c = 0; c < outputs; c++) {
            sum += Math.exp(z[start + c] - top);
        }
        double loss = Math.log(sum) - (z[start + label] - top);
        for (int c = 0; c < outputs; c++) {
            double probability = Math.exp(z[start + c] - top) / sum;
            z[start + c] = (float) ((probability - (c == label ? 1 : 0)) / rows);
        }
        return loss;
    }
}
