package org.resnetstudio.engine.dl4j;

import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.resnetstudio.engine.LossFunction;
import org.resnetstudio.engine.TrainableNetwork;

/**
 * The loss of softmax outputs, or of one sigmoid output for two classes, as a {@link LossFunction} finds it. That counts correct predictions
 * from the very logits of the training pass, so that no second forward pass is needed, and its gradient is of the mean over the batch already,
 * which Deeplearning4j otherwise leaves to its updater.
 */
final class BatchLoss implements ILossFunction {
    private static final long serialVersionUID = 1L;

    private transient TrainableNetwork.StepResult result = new TrainableNetwork.StepResult(0, 0);

    private transient LossFunction function;

    /** Takes what the next batches are trained with. */
    void follow(LossFunction wanted) {
        function = wanted;
    }

    /** Loss of the last batch, in nats, and its correct predictions. */
    TrainableNetwork.StepResult result() {
        return result;
    }

    /** The gradient with respect to the logits; Deeplearning4j's labels are not looked at. */
    @Override
    public INDArray computeGradient(INDArray labels, INDArray logits, IActivation activation, INDArray mask) {
        int rows = Math.toIntExact(logits.size(0));
        int outputs = Math.toIntExact(logits.size(1));
        float[] values = logits.dup('c').data().asFloat();
        result = function.toGradient(values, outputs);
        return Nd4j.createFromArray(values).reshape('c', rows, outputs);
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
