package org.resnetstudio.engine;

/** What training minimises: makes of a network's logits a loss and its gradient, in the same way whatever library computes the rest. */
public interface LossFunction {
    /**
     * Checks that it can be applied to a batch, before anything is computed.
     *
     * @param rows pictures of the batch
     * @param classes that the network tells apart
     * @throws IllegalArgumentException if it was made for another batch or another network
     */
    void requireFit(int rows, int classes);

    /**
     * Replaces the logits by the gradient of the loss with respect to them.
     *
     * @param logits {@code [rows, outputs]} in C order; one output is the logit of the second of two classes, more go through softmax
     * @param outputs of the network, at least 1
     * @return the loss in nats, and how many predictions are right; a NaN loss where a logit is
     */
    TrainableNetwork.StepResult toGradient(float[] logits, int outputs);

    /**
     * What some pictures of the batch have in it: the losses of parts that make up the batch add up to its loss, and so do their
     * gradients.
     *
     * @param from first picture
     * @param to first picture behind the part
     */
    LossFunction part(int from, int to);
}
