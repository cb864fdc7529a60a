package org.resnetstudio.engine.pytorch;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.resnetstudio.engine.EngineException;
import org.resnetstudio.engine.OptimizerSettings;
import org.resnetstudio.network.TensorSpec;
import org.resnetstudio.weights.Tensor;
import org.resnetstudio.weights.Weights;

/** Tensors longer than a stretch, held to the rules' formulas in double precision. */
class UpdateRuleTest {
    private static final double RATE = 0.01;
    private static final double DECAY = 0.02;
    private static final int STEPS = 3;
    private static final List<TensorSpec> TENSORS = List.of(
            new TensorSpec("conv.weight", List.of(64, 96, 5, 5), TensorSpec.Role.WEIGHT),
            new TensorSpec("fc.weight", List.of(300, 700), TensorSpec.Role.WEIGHT),
            new TensorSpec("fc.bias", List.of(300), TensorSpec.Role.BIAS));

    @ParameterizedTest
    @EnumSource
    void longTensorsFollowTheFormulasInEveryElement(OptimizerSettings.Kind kind) throws EngineException {
        long seed = 5;
        Random random = new Random(seed);
        try (NDManager manager = PyTorchRuntime.start(false).newBaseManager(ai.djl.Device.cpu())) {
            UpdateRule rule = UpdateRule.of(new OptimizerSettings(kind, 0.9, DECAY), manager, TENSORS);
            Tensors weights = Tensors.zeros(manager, TENSORS);
            Weights start = random(random);
            weights.write(start, "");
            Map<String, double[]> expected = new LinkedHashMap<>();
            Map<String, double[][]> states = new LinkedHashMap<>();
            for (TensorSpec tensor : TENSORS) {
                float[] values = start.get(tensor.name()).values();
                expected.put(tensor.name(), doubles(values));
                states.put(tensor.name(), new double[2][values.length]);
            }
            for (int step = 1; step <= STEPS; step++) {
                Weights gradients = random(random);
                Tensors given = Tensors.zeros(manager, TENSORS);
                given.write(gradients, "");
                rule.update(weights.arrays(), given.arrays(), RATE);
                given.arrays().values().forEach(NDArray::close);
                for (TensorSpec tensor : TENSORS) {
                    update(
                            kind,
                            tensor,
                            step,
                            expected.get(tensor.name()),
                            gradients.get(tensor.name()).values(),
                            states.get(tensor.name()));
                }
            }
            Map<String, Tensor> updated = weights.read("");
            for (TensorSpec tensor : TENSORS) {
                float[] values = updated.get(tensor.name()).values();
                double[] wanted = expected.get(tensor.name());
                double worst = 0;
                for (int i = 0; i < values.length; i++) {
                    worst = Math.max(worst, Math.abs(values[i] - wanted[i]));
                }
                assertThat(worst)
                        .as("largest difference in %s, seed %s", tensor.name(), seed)
                        .isLessThan(2e-6);
            }
        }
    }

    private static void update(
            OptimizerSettings.Kind kind, TensorSpec tensor, int step, double[] w, float[] gradient, double[][] state) {
        double decay = tensor.role() == TensorSpec.Role.WEIGHT ? DECAY : 0;
        for (int i = 0; i < w.length; i++) {
            double g = gradient[i];
            if (kind == OptimizerSettings.Kind.ADAMW) {
                w[i] -= RATE * decay * w[i];
            } else {
                g += decay * w[i];
            }
            if (kind == OptimizerSettings.Kind.SGD) {
                state[0][i] = 0.9 * state[0][i] + g;
                w[i] -= RATE * (g + 0.9 * state[0][i]);
            } else {
                state[0][i] = 0.9 * state[0][i] + 0.1 * g;
                state[1][i] = 0.999 * state[1][i] + 0.001 * g * g;
                w[i] -= RATE
                        * (state[0][i] / (1 - Math.pow(0.9, step)))
                        / (Math.sqrt(state[1][i] / (1 - Math.pow(0.999, step))) + OptimizerSettings.EPSILON);
            }
        }
    }

    private static Weights random(Random random) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (TensorSpec spec : TENSORS) {
            float[] values = new float[(int) spec.elements()];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) random.nextGaussian();
            }
            tensors.put(spec.name(), new Tensor(spec.shape(), values));
        }
        return new Weights(tensors);
    }

    private static double[] doubles(float[] values) {
        double[] doubles = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            doubles[i] = values[i];
        }
        return doubles;
    }
}
