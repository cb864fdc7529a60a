package org.resnetstudio.engine;

import org.resnetstudio.network.TensorSpec;
import org.resnetstudio.problem.InvalidValueException;
import org.resnetstudio.problem.Sentence;

/**
 * An update rule with its constants. The learning rate comes with each step.
 *
 * @param kind the rule
 * @param momentum of SGD, 0 to below 1; Adam and AdamW use {@link #BETA1}, {@link #BETA2} and {@link #EPSILON}
 * @param weightDecay at least 0; SGD and Adam add it to the gradient (L2), AdamW decays weights directly
 * @param decayed what it applies to
 * @param clipNorm the largest norm of the gradient over all tensors, without weight decay: a longer one is shortened to it, as PyTorch's {@code
 *     clip_grad_norm_} does; 0 for no limit
 */
public record OptimizerSettings(Kind kind, double momentum, double weightDecay, Decayed decayed, double clipNorm) {
    /** Share of the old mean gradient that Adam and AdamW keep at each step. */
    public static final double BETA1 = 0.9;
    /** Share of the old mean squared gradient that Adam and AdamW keep at each step. */
    public static final double BETA2 = 0.999;
    /** Added by Adam and AdamW to the root of the mean squared gradient. */
    public static final double EPSILON = 1e-8;

    /** The momentum of SGD where nothing else is said. */
    public static final double USUAL_MOMENTUM = 0.9;

    private static final double CLIP_EPSILON = 1e-6;

    /** The update rules. */
    public enum Kind {
        /** Stochastic gradient descent with Nesterov momentum, in PyTorch's form: v = m v + g; w -= lr (g + m v). */
        SGD(0.05, 5e-4),
        /** Kingma and Ba 2015. */
        ADAM(0.002, 0),
        /** Loshchilov and Hutter 2019: decoupled weight decay, w -= lr * decay * w. */
        ADAMW(0.002, 0.01);

        private final double usualRate;
        private final double usualDecay;

        Kind(double usualRate, double usualDecay) {
            this.usualRate = usualRate;
            this.usualDecay = usualDecay;
        }

        /** The learning rate to begin with where nothing else is said. */
        public double usualLearningRate() {
            return usualRate;
        }

        /** The weight decay to begin with where nothing else is said. */
        public double usualWeightDecay() {
            return usualDecay;
        }
    }

    /** What weight decay applies to. */
    public enum Decayed {
        /** Convolution and dense weights, never biases, gamma or beta. */
        WEIGHTS,
        /** Everything that is learned, as in PyTorch where nothing else is said. */
        ALL
    }

    /** Without a limit to the gradient; weights alone decay. */
    public OptimizerSettings(Kind kind, double momentum, double weightDecay) {
        this(kind, momentum, weightDecay, Decayed.WEIGHTS, 0);
    }

    public OptimizerSettings {
        if (!(clipNorm >= 0 && Double.isFinite(clipNorm))) {
            throw new InvalidValueException(Sentence.of("problem.engine.clip-norm", clipNorm));
        }
        if (!(momentum >= 0 && momentum < 1)) {
            throw new InvalidValueException(Sentence.of("problem.engine.momentum", momentum));
        }
        if (!(weightDecay >= 0 && weightDecay < 1)) {
            throw new InvalidValueException(Sentence.of("problem.engine.weight-decay", weightDecay));
        }
    }

    /** Whether a tensor of that role decays. */
    public boolean decays(TensorSpec.Role role) {
        return switch (decayed) {
            case WEIGHTS -> role == TensorSpec.Role.WEIGHT;
            case ALL -> role.trainable();
        };
    }

    /**
     * What a gradient is multiplied by, so that it is no longer than {@link #clipNorm}.
     *
     * @param norm its Euclidean length over all tensors
     */
    public double clipFactor(double norm) {
        return clipNorm > 0 ? Math.min(1, clipNorm / (norm + CLIP_EPSILON)) : 1;
    }
}
