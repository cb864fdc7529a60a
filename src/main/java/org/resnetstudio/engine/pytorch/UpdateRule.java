package org.resnetstudio.engine.pytorch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.resnetstudio.engine.OptimizerSettings;
import org.resnetstudio.network.TensorSpec;
import org.resnetstudio.weights.Tensor;
import org.resnetstudio.weights.Weights;

/** Gradient descent, tensor by tensor, by the same formulas as in the other engine. Gradients are overwritten. */
abstract sealed class UpdateRule {
    private static final String STEP = "step";

    private final List<TensorSpec> trainable;
    private final double weightDecay;
    private final Map<String, Tensors> state = new LinkedHashMap<>();
    long steps;

    private UpdateRule(NDManager manager, List<TensorSpec> trainable, double weightDecay, String... suffixes) {
        this.trainable = trainable;
        this.weightDecay = weightDecay;
        for (String suffix : suffixes) {
            state.put(suffix, Tensors.zeros(manager, trainable));
        }
    }

    static UpdateRule of(OptimizerSettings settings, NDManager manager, List<TensorSpec> trainable) {
        return switch (settings.kind()) {
            case SGD -> new Sgd(manager, trainable, settings);
            case ADAM -> new Adam(manager, trainable, settings, false);
            case ADAMW -> new Adam(manager, trainable, settings, true);
        };
    }

    /**
     * One update.
     *
     * @param weights changed in place
     * @param gradients by tensor name; mean over the batch
     */
    final void update(Map<String, NDArray> weights, Map<String, NDArray> gradients, double learningRate) {
        steps++;
        for (TensorSpec tensor : trainable) {
            double decay = tensor.role() == TensorSpec.Role.WEIGHT ? weightDecay : 0;
            apply(tensor.name(), weights.get(tensor.name()), gradients.get(tensor.name()), decay, learningRate);
        }
    }

    abstract void apply(String name, NDArray weight, NDArray gradient, double decay, double learningRate);

    final NDArray state(String suffix, String name) {
        return state.get(suffix).get(name);
    }

    /** vector += factor x weight. */
    static void addScaled(NDArray vector, NDArray weight, double factor) {
        if (factor != 0) {
            try (NDArray scaled = weight.mul(factor)) {
                vector.addi(scaled);
            }
        }
    }

    final Weights state() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        state.forEach((suffix, vectors) -> tensors.putAll(vectors.read(suffix)));
        tensors.put(STEP, new Tensor(List.of(), new float[] {steps}));
        return new Weights(tensors);
    }

    final void restore(Weights saved) {
        long restored = (long) saved.get(STEP).values()[0];
        state.forEach((suffix, vectors) -> vectors.write(saved, suffix));
        steps = restored;
    }

    /** v = m v + g; w -= lr (g + m v). */
    private static final class Sgd extends UpdateRule {
        private static final String VELOCITY = ".momentum";

        private final double momentum;

        Sgd(NDManager manager, List<TensorSpec> trainable, OptimizerSettings settings) {
            super(manager, trainable, settings.weightDecay(), VELOCITY);
            this.momentum = settings.momentum();
        }

        @Override
        void apply(String name, NDArray weight, NDArray gradient, double decay, double learningRate) {
            NDArray velocity = state(VELOCITY, name);
            addScaled(gradient, weight, decay);
            velocity.muli(momentum).addi(gradient);
            addScaled(gradient, velocity, momentum);
            weight.subi(gradient.muli(learningRate));
        }
    }

    /** w -= lr (m / (1 - b1^t)) / (sqrt(v / (1 - b2^t)) + e); decoupled decay first shrinks w by lr x decay. */
    private static final class Adam extends UpdateRule {
        private static final String MEAN = ".m";
        private static final String SQUARE = ".v";

        private final boolean decoupled;

        Adam(NDManager manager, List<TensorSpec> trainable, OptimizerSettings settings, boolean decoupled) {
            super(manager, trainable, settings.weightDecay(), MEAN, SQUARE);
            this.decoupled = decoupled;
        }

        @Override
        void apply(String name, NDArray weight, NDArray gradient, double decay, double learningRate) {
            NDArray mean = state(MEAN, name);
            NDArray square = state(SQUARE, name);
            if (decoupled) {
                addScaled(weight, weight, -learningRate * decay);
            } else {
                addScaled(gradient, weight, decay);
            }
            addScaled(mean.muli(OptimizerSettings.BETA1), gradient, 1 - OptimizerSettings.BETA1);
            gradient.muli(gradient).muli(1 - OptimizerSettings.BETA2);
            square.muli(OptimizerSettings.BETA2).addi(gradient);
            double rate = learningRate / (1 - Math.pow(OptimizerSettings.BETA1, (double) steps));
            double scale = 1 / (1 - Math.pow(OptimizerSettings.BETA2, (double) steps));
            try (NDArray corrected = square.mul(scale);
                    NDArray root = corrected.sqrt();
                    NDArray change = mean.mul(rate)) {
                weight.subi(change.divi(root.addi(OptimizerSettings.EPSILON)));
            }
        }
    }
}
