package org.resnetstudio.engine.dl4j;

import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.resnetstudio.engine.CrossEntropy;
import org.resnetstudio.engine.TrainableNetwork;

/**
 * Mean cross-entropy of softmax outputs, or of one sigmoid output for two classes. It counts correct predictions from the very
 * logits of the training pass, so that no second forward pass is needed, and its gradient is already divided by the batch size,
 * which Deeplearning4j otherwise leaves to its updater. Losses are added up in double precision from logits.
 */
final class BatchLoss implements ILossFunction {
    private static final long serialVersionUID = 1L;

    private transient TrainableNetwork.StepResult result = new TrainableNetwork.StepResult(0, 0);

    /** Mean cross-entropy of the last batch, in nats, and its correct predictions. */
    TrainableNetwork.StepResult result() {
        return result;
    }

    /** The gradient with respect to the logits; labels are one-hot rows, or one column of 0 and 1 for a sigmoid. */
    @Override
    public INDArray computeGradient(INDArray labels, INDArray logits, IActivation activation, INDArray mask) {
        int rows = Math.toIntExact(logits.size(0));
        int outputs = Math.toIntExact(logits.size(1));
        float[] values = logits.dup('c').data().asFloat();
        result = CrossEntropy.toGradient(values, classes(labels.dup('c').data().asFloat(), rows, outputs), outputs);
        return Nd4j.createFromArray(values).reshape('c', rows, outputs);
    }

    private static int[] classes(float[] oneHot, int rows, int outputs) {
        int[] classes = new int[rows];
        for (int i = 0; i < oneHot.length; i++) {
            if (oneHot[i] > 0.5f) {
                classes[i / outputs] = outputs == 1 ? 1 : i % outputs;
            }
        }
        return classes;
    }

    @Override
    public double computeScore(
            INDArray labels, INDArray logits, IActivation activation, INDArray mask, boolean average) {
        return result.loss(); // the backward pass comes first and has found it
    }

    @Override
    public INDArray computeScoreArray(INDArray labels, INDArray logits, IActivation activation, INDArray mask) {
        throw new UnsupportedOperationException("The loss of single pictures is not kept.");
    }

    @Override
    public Pair<Double, INDArray> computeGradientAndScore(
            INDArray labels, INDArray logits, IActivation activation, INDArray mask, boolean average) {
        INDArray gradient = computeGradient(labels, logits, activation, mask);
        return Pair.of(result.loss(), gradient);
    }

    @Override
    public String name() {
        return "BatchLoss";
    }
}
