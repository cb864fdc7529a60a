package org.resnetstudio.engine.dl4j;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.params.ConvolutionParamInitializer;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A convolution whose backward pass goes straight to oneDNN. Deeplearning4j's own layer first repeats the forward convolution,
 * whose result a layer without activation function does not need.
 */
final class DirectConvolution extends ConvolutionLayer {
    private static final long serialVersionUID = 1L;

    DirectConvolution(ConvolutionLayer.Builder builder) {
        super(builder);
    }

    @Override
    public Layer instantiate(
            NeuralNetConfiguration configuration,
            Collection<TrainingListener> listeners,
            int index,
            INDArray parameters,
            boolean initialize,
            DataType type) {
        return LayerSetup.complete(new Direct(configuration, type), listeners, index, parameters, initialize);
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
}
