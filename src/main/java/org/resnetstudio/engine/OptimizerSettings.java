package org.resnetstudio.engine;

import org.resnetstudio.problem.InvalidValueException;
import org.resnetstudio.problem.Sentence;

/**
 * An update rule with its constants. The learning rate comes with each step.
 *
 * @param kind the rule
 * @param momentum of SGD, 0 to below 1; Adam and AdamW use {@link #BETA1}, {@link #BETA2} and {@link #EPSILON}
 * @param weightDecay at least 0; SGD and Adam add it to the gradient (L2), AdamW decays weights directly. It applies to
 *     convolution and dense weights, never to biases, gamma or beta.
 */
public record OptimizerSettings(Kind kind, double momentum, double weightDecay) {
    /** Share of the old mean gradient that Adam and AdamW keep at each step. */
    public static final double BETA1 = 0.9;
    /** Share of the old mean squared gradient that Adam and AdamW keep at each step. */
    public static final double BETA2 = 0.999;
    /** Added by Adam and AdamW to the root of the mean squared gradient. */
    public static final double EPSILON = 1e-8;

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
            throw new InvalidValueException(Sentence.of("problem.engine.momentum", momentum));
        }
        if (!(weightDecay >= 0 && weightDecay < 1)) {
            throw new InvalidValueException(Sentence.of("problem.engine.weight-decay", weightDecay));
        }
    }
}
