package org.resnetstudio.engine;

import org.resnetstudio.image.Batch;
import org.resnetstudio.weights.Weights;

/** A network on a device. Used by one thread at a time. */
public interface TrainableNetwork extends AutoCloseable {
    /**
     * One update: forward, backward, step. The loss is the mean cross-entropy over the batch, without weight decay.
     *
     * @param batch normalised pictures with their labels
     * @param learningRate of this step
     * @return loss and number of correct predictions, both from the forward pass before the update; a diverged network gives a
     *     NaN or infinite loss, no exception
     * @throws EngineException if the device fails or runs out of memory
     */
    default StepResult step(Batch batch, double learningRate) throws EngineException {
        return step(batch, CrossEntropyLoss.PLAIN.ofLabels(batch.labels()), learningRate);
    }

    /**
     * One update with another loss.
     *
     * @param batch normalised pictures; its labels are not looked at
     * @param loss that is made smaller, without weight decay
     * @param learningRate of this step
     * @return what the loss found from the forward pass before the update
     * @throws IllegalArgumentException if the loss was made for another batch or another network
     * @throws EngineException if the device fails or runs out of memory
     */
    default StepResult step(Batch batch, LossFunction loss, double learningRate) throws EngineException {
        StepResult result = accumulate(batch, loss);
        update(learningRate);
        return result;
    }

    /**
     * Forward and backward for a part of a batch: its gradient is added to those of the parts since the last update. Batch norm sees the
     * part alone.
     *
     * @param part normalised pictures; its labels are not looked at
     * @param loss what the part has in the loss of its batch, see {@link LossFunction#part}
     * @return what the loss found
     * @throws IllegalArgumentException if the loss was made for another batch or another network
     * @throws EngineException if the device fails or runs out of memory; the gradients that were accumulated are lost then, and the
     *     weights as they were
     */
    StepResult accumulate(Batch part, LossFunction loss) throws EngineException;

    /**
     * Changes the weights by the gradients that were accumulated since the last update.
     *
     * @throws IllegalStateException if there are none
     * @throws EngineException if the device fails or runs out of memory
     */
    void update(double learningRate) throws EngineException;

    /**
     * Class probabilities with stored batch-norm statistics: {@code [count][classes]}; a sigmoid head gives two columns.
     *
     * @throws EngineException if the device fails or runs out of memory
     */
    float[][] predict(Batch batch) throws EngineException;

    /** A copy of the weights, in the order and under the names of the graph's tensors. */
    Weights weights();

    /**
     * Replaces the weights.
     *
     * @throws IllegalArgumentException if they do not fit the graph
     */
    void setWeights(Weights weights);

    /**
     * A copy of the optimizer's state: {@code <tensor name>.momentum} for SGD, {@code <tensor name>.m} and {@code .v} for Adam, and
     * {@code step} (a scalar, number of updates so far). Together with the weights it resumes bit for bit.
     */
    Weights optimizerState();

    /** Replaces the optimizer's state by one that {@link #optimizerState} gave for the same graph and rule. */
    void setOptimizerState(Weights state);

    /** Frees the device's memory. */
    @Override
    void close();

    /**
     * What a step found.
     *
     * @param loss over the batch, in nats; of a part of a batch, what it has in that
     * @param correct predictions that were right
     */
    record StepResult(double loss, int correct) {
        /** Of both parts of a batch together. */
        public StepResult plus(StepResult other) {
            return new StepResult(loss + other.loss, correct + other.correct);
        }
    }
}
