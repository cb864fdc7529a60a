package org.resnetstudio.engine.dl4j;

import java.util.LinkedHashMap;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.resnetstudio.engine.OptimizerSettings;
import org.resnetstudio.weights.Tensor;
import org.resnetstudio.weights.Weights;

/**
 * Gradient descent on the flat parameter vector. Every vector has the layout of the parameters; the gradient is the mean over the
 * batch and is overwritten. Running statistics have gradient zero, and so stay as they are.
 */
abstract sealed class UpdateRule {
    private static final String STEP = "step";

    private final ParameterLayout layout;
    private final INDArray decay;
    private final OptimizerSettings settings;
    final INDArray scratch;
    long steps;

    private UpdateRule(ParameterLayout layout, OptimizerSettings settings) {
        this.layout = layout.trainable();
        this.settings = settings;
        this.scratch = layout.zeros();
        this.decay = layout.zeros();
        for (ParameterLayout.Slice place : layout.places()) {
            if (settings.decays(place.tensor().role())) {
                ParameterLayout.view(decay, place.offset(), place.offset() + place.length())
                        .assign(settings.weightDecay());
            }
        }
    }

    static UpdateRule of(OptimizerSettings settings, ParameterLayout layout) {
        return switch (settings.kind()) {
            case SGD -> new Sgd(layout, settings);
            case ADAM -> new Adam(layout, settings, false);
            case ADAMW -> new Adam(layout, settings, true);
        };
    }

    /** One update of the parameters. */
    final void update(INDArray parameters, INDArray gradient, double learningRate) {
        steps++;
        if (settings.clipNorm() > 0) {
            // that of running statistics is zero
            double factor = settings.clipFactor(gradient.norm2Number().doubleValue());
            if (factor < 1) {
                gradient.muli(factor);
            }
        }
        apply(parameters, gradient, learningRate);
    }

    abstract void apply(INDArray parameters, INDArray gradient, double learningRate);

    /** The state's vectors by the suffix of their tensors' names. */
    abstract Map<String, INDArray> vectors();

    /** vector += factor x weight decay x parameters. */
    final void addDecay(INDArray vector, INDArray parameters, double factor) {
        if (settings.weightDecay() > 0) {
            parameters.muli(decay, scratch);
            if (factor != 1) {
                scratch.muli(factor);
            }
            vector.addi(scratch);
        }
    }

    final Weights state() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        vectors().forEach((suffix, vector) -> tensors.putAll(layout.read(vector, suffix)));
        tensors.put(STEP, Tensor.count(steps));
        return new Weights(tensors);
    }

    final void restore(Weights state) {
        long restored = state.get(STEP).count();
        vectors().forEach((suffix, vector) -> layout.write(state, suffix, vector));
        steps = restored;
    }

    final void close() {
        vectors().values().forEach(INDArray::close);
        scratch.close();
        decay.close();
    }

    /** v = m v + g; w -= lr (g + m v). */
    private static final class Sgd extends UpdateRule {
        private final INDArray velocity;
        private final double momentum;

        Sgd(ParameterLayout layout, OptimizerSettings settings) {
            super(layout, settings);
            this.velocity = layout.zeros();
            this.momentum = settings.momentum();
        }

        @Override
        void apply(INDArray parameters, INDArray gradient, double learningRate) {
            addDecay(gradient, parameters, 1);
            velocity.muli(momentum).addi(gradient);
            velocity.muli(momentum, scratch);
            gradient.addi(scratch).muli(learningRate);
            parameters.subi(gradient);
        }

        @Override
        Map<String, INDArray> vectors() {
            return Map.of(".momentum", velocity);
        }
    }

    /** w -= lr (m / (1 - b1^t)) / (sqrt(v / (1 - b2^t)) + e); decoupled decay first shrinks w by lr x decay. */
    private static final class Adam extends UpdateRule {
        private final INDArray mean;
        private final INDArray square;
        private final boolean decoupled;

        Adam(ParameterLayout layout, OptimizerSettings settings, boolean decoupled) {
            super(layout, settings);
            this.mean = layout.zeros();
            this.square = layout.zeros();
            this.decoupled = decoupled;
        }

        @Override
        void apply(INDArray parameters, INDArray gradient, double learningRate) {
            if (decoupled) {
                addDecay(parameters, parameters, -learningRate);
            } else {
                addDecay(gradient, parameters, 1);
            }
            gradient.muli(1 - OptimizerSettings.BETA1, scratch);
            mean.muli(OptimizerSettings.BETA1).addi(scratch);
            gradient.muli(gradient);
            gradient.muli(1 - OptimizerSettings.BETA2);
            square.muli(OptimizerSettings.BETA2).addi(gradient);
            square.muli(1 / (1 - Math.pow(OptimizerSettings.BETA2, (double) steps)), scratch);
            Transforms.sqrt(scratch, false).addi(OptimizerSettings.EPSILON);
            mean.divi(scratch, gradient);
            gradient.muli(learningRate / (1 - Math.pow(OptimizerSettings.BETA1, (double) steps)));
            parameters.subi(gradient);
        }

        @Override
        Map<String, INDArray> vectors() {
            Map<String, INDArray> vectors = new LinkedHashMap<>();
            vectors.put(".m", mean);
            vectors.put(".v", square);
            return vectors;
        }
    }
}
