package org.resnetstudio.engine.dl4j;

import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/**
 * Mean cross-entropy of softmax outputs, or of one sigmoid output for two classes. It counts correct predictions from the very
 * logits of the training pass, so that no second forward pass is needed, and its gradient is already divided by the batch size,
 * which Deeplearning4j otherwise leaves to its updater. Losses are added up in double precision from logits.
 */
final class BatchLoss implements ILossFunction {
    private static final long serialVersionUID = 1L;

    private double loss;
    private int correct;

    /** Mean cross-entropy of the last batch, in nats. */
    double loss() {
        return loss;
    }

    /** Correct predictions in the last batch. */
    int correct() {
        return correct;
    }

    /** The gradient with respect to the logits; labels are one-hot rows, or one column of 0 and 1 for a sigmoid. */
    @Override
    public INDArray computeGradient(INDArray labels, INDArray logits, IActivation activation, INDArray mask) {
        int rows = Math.toIntExact(logits.size(0));
        int columns = Math.toIntExact(logits.size(1));
        float[] z = logits.dup('c').data().asFloat();
        float[] y = labels.dup('c').data().asFloat();
        loss = 0;
        correct = 0;
        for (int row = 0; row < rows; row++) {
            if (columns == 1) {
                sigmoidRow(z, y, row, rows);
            } else {
                softmaxRow(z, y, row * columns, columns, rows);
            }
        }
        loss /= rows;
        return Nd4j.createFromArray(z).reshape('c', rows, columns);
    }

    private void sigmoidRow(float[] z, float[] y, int row, int rows) {
        double logit = z[row];
        boolean second = y[row] > 0.5f;
        double signed = second ? -logit : logit;
        loss += Math.max(signed, 0) + Math.log1p(Math.exp(-Math.abs(signed)));
        correct += logit > 0 == second ? 1 : 0;
        z[row] = (float) ((1 / (1 + Math.exp(-logit)) - y[row]) / rows);
    }

    private void softmaxRow(float[] z, float[] y, int start, int columns, int rows) {
        int label = 0;
        int best = 0;
        for (int c = 1; c < columns; c++) {
            label = y[start + c] > y[start + label] ? c : label;
            best = z[start + c] > z[start + best] ? c : best;
        }
        double top = z[start + best];
        double sum = 0;
        for (int c = 0; c < columns; c++) {
            sum += Math.exp(z[start + c] - top);
        }
        loss += Math.log(sum) - (z[start + label] - top);
        correct += best == label ? 1 : 0;
        for (int c = 0; c < columns; c++) {
            double probability = Math.exp(z[start + c] - top) / sum;
            z[start + c] = (float) ((probability - (c == label ? 1 : 0)) / rows);
        }
    }

    @Override
    public double computeScore(
            INDArray labels, INDArray logits, IActivation activation, INDArray mask, boolean average) {
        return loss; // the backward pass comes first and has found it
    }

    @Override
    public INDArray computeScoreArray(INDArray labels, INDArray logits, IActivation activation, INDArray mask) {
        throw new UnsupportedOperationException("The loss of single pictures is not kept.");
    }

    @Override
    public Pair<Double, INDArray> computeGradientAndScore(
            INDArray labels, INDArray logits, IActivation activation, INDArray mask, boolean average) {
        INDArray gradient = computeGradient(labels, logits, activation, mask);
        return Pair.of(loss, gradient);
    }

    @Override
    public String name() {
        return "BatchLoss";
    }
}
