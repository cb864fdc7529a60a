package org.resnetstudio.engine;

/**
 * An update rule with its constants. The learning rate comes with each step.
 *
 * @param kind the rule
 * @param momentum of SGD, 0 to below 1; Adam and AdamW use beta1 0.9, beta2 0.999 and epsilon 1e-8
 * @param weightDecay at least 0; SGD and Adam add it to the gradient (L2), AdamW decays weights directly. It applies to
 *     convolution and dense weights, never to biases, gamma or beta.
 */
public record OptimizerSettings(Kind kind, double momentum, double weightDecay) {
    /** The update rules. */
    public enum Kind {
        /** Stochastic gradient descent with Nesterov momentum, in PyTorch's form: v = m v + g; w -= lr (g + m v). */
        SGD,
        /** Kingma and Ba 2015. */
        ADAM,
        /** Loshchilov and Hutter 2019: decoupled weight decay, w -= lr * decay * w. */
        ADAMW
    }

    public OptimizerSettings {
        if (!(momentum >= 0 && momentum < 1)) {
            throw new IllegalArgumentException("Momentum must be at least 0 and below 1, not " + momentum + ".");
        }
        if (!(weightDecay >= 0 && weightDecay < 1)) {
            throw new IllegalArgumentException("Weight decay must be at least 0 and below 1, not " + weightDecay + ".");
        }
    }
}
