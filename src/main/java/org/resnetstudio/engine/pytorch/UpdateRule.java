package org.resnetstudio.engine.pytorch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.HashMap;
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

    private final NDManager manager;
    private final List<TensorSpec> trainable;
    private final OptimizerSettings settings;
    private final Map<String, Tensors> state = new LinkedHashMap<>();
    private final Map<Double, NDArray> factors = new HashMap<>();
    long steps;

    private UpdateRule(NDManager manager, List<TensorSpec> trainable, OptimizerSettings settings, String... suffixes) {
        this.manager = manager;
        this.trainable = trainable;
        this.settings = settings;
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
        clip(gradients);
        for (TensorSpec tensor : trainable) {
            double decay = settings.decays(tensor.role()) ? settings.weightDecay() : 0;
            update(weights.get(tensor.name()), gradients.get(tensor.name()), states(tensor), decay, learningRate);
        }
        factors.values().forEach(NDArray::close);
        factors.clear();
    }

    private void clip(Map<String, NDArray> gradients) {
        if (settings.clipNorm() == 0) {
            return;
        }
        double squares = 0;
        for (TensorSpec tensor : trainable) {
            try (NDArray norm = gradients.get(tensor.name()).norm()) {
                squares += Math.pow(norm.getFloat(), 2);
            }
        }
        double clipping = settings.clipFactor(Math.sqrt(squares));
        if (clipping < 1) {
            for (TensorSpec tensor : trainable) {
                gradients.get(tensor.name()).muli(factor(clipping));
            }
        }
    }

    /** A factor as libtorch wants it, made once for an update: making one costs as much as multiplying a short tensor by it. */
    final NDArray factor(double value) {
        return factors.computeIfAbsent(value, number -> manager.create(number.floatValue()));
    }

    private List<NDArray> states(TensorSpec tensor) {
        return state.values().stream()
                .map(tensors -> tensors.get(tensor.name()))
                .toList();
    }

    private void update(NDArray weight, NDArray gradient, List<NDArray> states, double decay, double learningRate) {
        List<CacheBlocks> vectors = new ArrayList<>();
        try (CacheBlocks weights = new CacheBlocks(weight);
                CacheBlocks gradients = new CacheBlocks(gradient)) {
            states.forEach(vector -> vectors.add(new CacheBlocks(vector)));
            for (int i = 0; i < weights.count(); i++) {
                int stretch = i;
                NDArray[] parts =
                        vectors.stream().map(vector -> vector.get(stretch)).toArray(NDArray[]::new);
                apply(weights.get(i), gradients.get(i), parts, decay, learningRate);
            }
        } finally {
            vectors.forEach(CacheBlocks::close);
        }
    }

    /**
     * Updates a tensor, or a stretch of it.
     *
     * @param vectors of the rule's state, in the order of their suffixes
     */
    abstract void apply(NDArray weight, NDArray gradient, NDArray[] vectors, double decay, double learningRate);

    /** vector += factor x weight. */
    final void addScaled(NDArray vector, NDArray weight, double factor) {
        if (factor != 0) {
            try (NDArray scaled = weight.mul(factor(factor))) {
                vector.addi(scaled);
            }
        }
    }

    final Weights state() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        state.forEach((suffix, vectors) -> tensors.putAll(vectors.read(suffix)));
        tensors.put(STEP, Tensor.count(steps));
        return new Weights(tensors);
    }

    final void restore(Weights saved) {
        long restored = saved.get(STEP).count();
        state.forEach((suffix, vectors) -> vectors.write(saved, suffix));
        steps = restored;
    }

    /** v = m v + g; w -= lr (g + m v). */
    private static final class Sgd extends UpdateRule {
        private static final String VELOCITY = ".momentum";

        private final double momentum;

        Sgd(NDManager manager, List<TensorSpec> trainable, OptimizerSettings settings) {
            super(manager, trainable, settings, VELOCITY);
            this.momentum = settings.momentum();
        }

        @Override
        void apply(NDArray weight, NDArray gradient, NDArray[] vectors, double decay, double learningRate) {
            NDArray velocity = vectors[0];
            addScaled(gradient, weight, decay);
            velocity.muli(factor(momentum)).addi(gradient);
            addScaled(gradient, velocity, momentum);
            weight.subi(gradient.muli(factor(learningRate)));
        }
    }

    /** w -= lr (m / (1 - b1^t)) / (sqrt(v / (1 - b2^t)) + e); decoupled decay first shrinks w by lr x decay. */
    private static final class Adam extends UpdateRule {
        private static final String MEAN = ".m";
        private static final String SQUARE = ".v";

        private final boolean decoupled;

        Adam(NDManager manager, List<TensorSpec> trainable, OptimizerSettings settings, boolean decoupled) {
            super(manager, trainable, settings, MEAN, SQUARE);
            this.decoupled = decoupled;
        }

        @Override
        void apply(NDArray weight, NDArray gradient, NDArray[] vectors, double decay, double learningRate) {
            NDArray mean = vectors[0];
            NDArray square = vectors[1];
            if (decoupled) {
                addScaled(weight, weight, -learningRate * decay);
            } else {
                addScaled(gradient, weight, decay);
            }
            addScaled(mean.muli(factor(OptimizerSettings.BETA1)), gradient, 1 - OptimizerSettings.BETA1);
            gradient.muli(gradient).muli(factor(1 - OptimizerSettings.BETA2));
            square.muli(factor(OptimizerSettings.BETA2)).addi(gradient);
            double rate = learningRate / (1 - Math.pow(OptimizerSettings.BETA1, (double) steps));
            double scale = 1 / (1 - Math.pow(OptimizerSettings.BETA2, (double) steps));
            try (NDArray corrected = square.mul(factor(scale));
                    NDArray root = corrected.sqrt();
                    NDArray change = mean.mul(factor(rate))) {
                weight.subi(change.divi(root.addi(factor(OptimizerSettings.EPSILON))));
            }
        }
    }
}
