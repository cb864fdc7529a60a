package org.resnetstudio.engine.dl4j;

import java.util.Arrays;
import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.params.ConvolutionParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * A convolution whose backward pass goes straight to oneDNN. Deeplearning4j's own layer first repeats the forward convolution,
 * whose result a layer without activation function does not need. One in groups, which Deeplearning4j does not know, is computed group by
 * group.
 */
final class DirectConvolution extends ConvolutionLayer {
    private static final long serialVersionUID = 1L;

    private final int groups;

    /**
     * A layer.
     *
     * @param builder whose number of inputs is that of one group
     * @param groups into which channels are divided
     */
    DirectConvolution(ConvolutionLayer.Builder builder, int groups) {
        super(builder);
        this.groups = groups;
    }

    @Override
    public Layer instantiate(
            NeuralNetConfiguration configuration,
            Collection<TrainingListener> listeners,
            int index,
            INDArray parameters,
            boolean initialize,
            DataType type) {
        Layer layer = groups == 1 ? new Direct(configuration, type) : new Grouped(configuration, type, groups);
        return LayerSetup.complete(layer, listeners, index, parameters, initialize);
    }

    /** The layer at work. */
    static final class Direct extends org.deeplearning4j.nn.layers.convolution.ConvolutionLayer {
        private static final long serialVersionUID = 1L;

        Direct(NeuralNetConfiguration configuration, DataType type) {
            super(configuration, type);
        }

        /** Failures of the helper so far; any leaves Deeplearning4j's layer on the slow path for good. */
        int helperFailures() {
            return helperCountFail;
        }

        @Override
        public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
            if (helper == null || helperCountFail > 0) {
                return super.backpropGradient(epsilon, workspaces);
            }
            assertInputSet(true);
            ConvolutionLayer layer = layerConf();
            return helper.backpropGradient(
                    input,
                    params.get(ConvolutionParamInitializer.WEIGHT_KEY),
                    params.get(ConvolutionParamInitializer.BIAS_KEY),
                    epsilon,
                    layer.getKernelSize(),
                    layer.getStride(),
                    layer.getPadding(),
                    gradientViews.get(ConvolutionParamInitializer.BIAS_KEY),
                    gradientViews.get(ConvolutionParamInitializer.WEIGHT_KEY),
                    layer.getActivationFn(),
                    layer.getCudnnAlgoMode(),
                    layer.getCudnnBwdFilterAlgo(),
                    layer.getCudnnBwdDataAlgo(),
                    convolutionMode,
                    layer.getDilation(),
                    layer.getCnn2dDataFormat(),
                    workspaces);
        }
    }

    /** The layer at work, where it has groups. */
    static final class Grouped extends org.deeplearning4j.nn.layers.convolution.ConvolutionLayer {
        private static final long serialVersionUID = 1L;
        /** Weights are {@code [out, in, height, width]}. */
        private static final int WEIGHTS_OIHW = 1;

        private final int groups;

        Grouped(NeuralNetConfiguration configuration, DataType type, int groups) {
            super(configuration, type);
            this.groups = groups;
        }

        @Override
        public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
            assertInputSet(false);
            ConvolutionLayer layer = layerConf();
            boolean same = convolutionMode == ConvolutionMode.Same;
            long height = size(input.size(2), 0, same);
            long width = size(input.size(3), 1, same);
            INDArray output = workspaces.createUninitialized(
                    ArrayType.ACTIVATIONS,
                    DataType.FLOAT,
                    new long[] {input.size(0), layer.getNOut(), height, width},
                    'c');
            INDArray weight = params.get(ConvolutionParamInitializer.WEIGHT_KEY);
            for (int group = 0; group < groups; group++) {
                INDArray part = part(output, 1, group);
                INDArray result = Nd4j.createUninitializedDetached(DataType.FLOAT, part.shape());
                Nd4j.exec(operation("conv2d", same)
                        .addInputs(
                                part(input, 1, group).dup('c'),
                                part(weight, 0, group).dup('c'))
                        .addOutputs(result)
                        .build());
                part.assign(result);
                result.close();
            }
            INDArray bias = params.get(ConvolutionParamInitializer.BIAS_KEY);
            return bias == null ? output : output.addi(bias.reshape(1, layer.getNOut(), 1, 1));
        }

        @Override
        public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
            assertInputSet(true);
            boolean same = convolutionMode == ConvolutionMode.Same;
            INDArray weight = params.get(ConvolutionParamInitializer.WEIGHT_KEY);
            INDArray weightGradient = gradientViews.get(ConvolutionParamInitializer.WEIGHT_KEY);
            INDArray inputGradient =
                    workspaces.createUninitialized(ArrayType.ACTIVATION_GRAD, DataType.FLOAT, input.shape(), 'c');
            for (int group = 0; group < groups; group++) {
                INDArray inputPart = part(inputGradient, 1, group);
                INDArray weightPart = part(weightGradient, 0, group);
                INDArray toInput = Nd4j.createUninitializedDetached(DataType.FLOAT, inputPart.shape());
                INDArray toWeight = Nd4j.createUninitializedDetached(DataType.FLOAT, weightPart.shape());
                Nd4j.exec(operation("conv2d_bp", same)
                        .addInputs(
                                part(input, 1, group).dup('c'),
                                part(weight, 0, group).dup('c'),
                                part(epsilon, 1, group).dup('c'))
                        .addOutputs(toInput, toWeight)
                        .build());
                inputPart.assign(toInput);
                weightPart.assign(toWeight);
                toInput.close();
                toWeight.close();
            }
            Gradient gradient = new DefaultGradient();
            gradient.setGradientFor(ConvolutionParamInitializer.WEIGHT_KEY, weightGradient, 'c');
            INDArray biasGradient = gradientViews.get(ConvolutionParamInitializer.BIAS_KEY);
            if (biasGradient != null) {
                epsilon.sum(biasGradient, 0, 2, 3);
                gradient.setGradientFor(ConvolutionParamInitializer.BIAS_KEY, biasGradient);
            }
            return new Pair<>(gradient, inputGradient);
        }

        private long size(long before, int axis, boolean same) {
            int stride = layerConf().getStride()[axis];
            return same
                    ? (before + stride - 1) / stride
                    : (before
                                            + 2L * layerConf().getPadding()[axis]
                                            - layerConf().getKernelSize()[axis])
                                    / stride
                            + 1;
        }

        private INDArray part(INDArray whole, int axis, int group) {
            long size = whole.size(axis) / groups;
            INDArrayIndex[] indices = new INDArrayIndex[whole.rank()];
            Arrays.fill(indices, NDArrayIndex.all());
            indices[axis] = NDArrayIndex.interval(group * size, (group + 1) * size);
            return whole.get(indices);
        }

        private DynamicCustomOp.DynamicCustomOpsBuilder operation(String name, boolean same) {
            ConvolutionLayer layer = layerConf();
            return DynamicCustomOp.builder(name)
                    .addIntegerArguments(
                            layer.getKernelSize()[0],
                            layer.getKernelSize()[1],
                            layer.getStride()[0],
                            layer.getStride()[1],
                            layer.getPadding()[0],
                            layer.getPadding()[1],
                            1,
                            1,
                            same ? 1 : 0,
                            0,
                            WEIGHTS_OIHW);
        }
    }
}
