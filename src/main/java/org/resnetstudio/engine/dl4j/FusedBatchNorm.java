package org.resnetstudio.engine.dl4j;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.params.BatchNormalizationParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.resnetstudio.network.Operation;

/**
 * Batch norm, and the ReLU behind it if wanted, with {@link BatchNormLoops} in place of a dozen passes over memory. The parameters
 * are those of Deeplearning4j's layer. For the processor only.
 */
final class FusedBatchNorm extends BatchNormalization {
    private static final long serialVersionUID = 1L;

    private final boolean relu;

    FusedBatchNorm(Operation.BatchNorm settings, boolean relu) {
        this.relu = relu;
        setNIn(settings.channels());
        setNOut(settings.channels());
        setEps(settings.epsilon());
        setDecay(settings.momentum());
        setUseLogStd(false);
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    @Override
    public Layer instantiate(
            NeuralNetConfiguration configuration,
            Collection<TrainingListener> listeners,
            int index,
            INDArray parameters,
            boolean initialize,
            DataType type) {
        Fused layer = new Fused(configuration, type, new BatchNormLoops((int) getNOut(), getEps(), relu));
        return LayerSetup.complete(layer, listeners, index, parameters, initialize);
    }

    /** The layer at work. */
    static final class Fused extends org.deeplearning4j.nn.layers.normalization.BatchNormalization {
        private static final long serialVersionUID = 1L;

        private final transient BatchNormLoops loops;

        Fused(NeuralNetConfiguration configuration, DataType type, BatchNormLoops loops) {
            super(configuration, type);
            this.loops = loops;
        }

        @Override
        public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
            assertInputSet(false);
            INDArray x = NativeFloats.inOrder(input);
            INDArray y = workspaces.createUninitialized(ArrayType.ACTIVATIONS, DataType.FLOAT, x.shape(), 'c');
            float[] gamma = values(BatchNormalizationParamInitializer.GAMMA);
            float[] beta = values(BatchNormalizationParamInitializer.BETA);
            if (training) {
                loops.forward(x, gamma, beta, y);
            } else {
                float[] mean = values(BatchNormalizationParamInitializer.GLOBAL_MEAN);
                loops.infer(x, gamma, beta, mean, values(BatchNormalizationParamInitializer.GLOBAL_VAR), y);
            }
            return y;
        }

        @Override
        public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
            assertInputSet(true);
            INDArray x = NativeFloats.inOrder(input);
            INDArray gradient = NativeFloats.inOrder(epsilon);
            INDArray gradientX =
                    workspaces.createUninitialized(ArrayType.ACTIVATION_GRAD, DataType.FLOAT, x.shape(), 'c');
            float[] gamma = values(BatchNormalizationParamInitializer.GAMMA);
            float[] gradientGamma = new float[gamma.length];
            float[] gradientBeta = new float[gamma.length];
            loops.backward(x, gradient, gamma, gradientX, gradientGamma, gradientBeta);
            Gradient gradients = new DefaultGradient();
            put(gradients, BatchNormalizationParamInitializer.GAMMA, gradientGamma);
            put(gradients, BatchNormalizationParamInitializer.BETA, gradientBeta);
            put(
                    gradients,
                    BatchNormalizationParamInitializer.GLOBAL_MEAN,
                    change(BatchNormalizationParamInitializer.GLOBAL_MEAN, loops.mean));
            put(
                    gradients,
                    BatchNormalizationParamInitializer.GLOBAL_VAR,
                    change(BatchNormalizationParamInitializer.GLOBAL_VAR, loops.variance));
            return Pair.of(gradients, gradientX);
        }

        /** What is to be subtracted from a running statistic, as Deeplearning4j's own layer gives it. */
        private float[] change(String key, float[] batch) {
            float[] running = values(key);
            double share = 1 - layerConf().getDecay();
            for (int c = 0; c < running.length; c++) {
                running[c] = (float) (share * (running[c] - batch[c]));
            }
            return running;
        }

        private float[] values(String key) {
            INDArray parameter = params.get(key);
            float[] values = new float[(int) parameter.length()];
            new NativeFloats(parameter).get(0, 0, values, 0, values.length);
            return values;
        }

        private void put(Gradient gradients, String key, float[] values) {
            INDArray view = gradientViews.get(key);
            new NativeFloats(view).put(0, 0, values, 0, values.length);
            gradients.setGradientFor(key, view);
        }
    }
}
