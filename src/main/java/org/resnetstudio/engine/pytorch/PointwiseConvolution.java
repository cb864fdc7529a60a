package org.resnetstudio.engine.pytorch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.core.Linear;
import org.resnetstudio.network.Operation;

/**
 * Convolutions of 1 x 1 as matrix products of pixels and channels: {@code [count * height * width, in] x [in, out]}. Where channels lie
 * next to each other in memory, as {@link Tensors} makes them lie, nothing is copied but what a stride leaves over.
 */
final class PointwiseConvolution {
    /** Input channels from which on oneDNN's strided kernels keep within their memory. */
    private static final int FEW_CHANNELS = 16;

    private PointwiseConvolution() {}

    /** Whether a convolution is one of these. */
    static boolean fits(Operation.Convolution convolution) {
        return convolution.kernel() == 1
                && convolution.padding().before() == 0
                && convolution.padding().after() == 0;
    }

    /**
     * Whether oneDNN must not compute it on any processor: the kernels of oneDNN 3.7.1 for strides and few channels write beyond their
     * memory, also where the processor tells all about itself.
     */
    static boolean isUnsound(Operation.Convolution convolution) {
        return fits(convolution) && convolution.stride() > 1 && convolution.inputChannels() < FEW_CHANNELS;
    }

    /**
     * Computes one.
     *
     * @param input {@code [count, in, height, width]}; stays open
     * @param kernel {@code [out, in, 1, 1]}
     * @param bias {@code [out]}, or null
     * @return {@code [count, out, ceil(height / stride), ceil(width / stride)]}
     */
    static NDArray compute(Operation.Convolution convolution, NDArray input, NDArray kernel, NDArray bias) {
        int stride = convolution.stride();
        NDArray sampled = stride == 1 ? input : input.get(new NDIndex(":, :, ::" + stride + ", ::" + stride));
        Shape shape = sampled.getShape();
        try (NDArray channelsLast = sampled.transpose(0, 2, 3, 1);
                NDArray pixels = channelsLast.reshape(-1, convolution.inputChannels());
                NDArray matrix = kernel.reshape(convolution.outputChannels(), convolution.inputChannels());
                NDArray product = Linear.linear(pixels, matrix, bias).singletonOrThrow();
                NDArray maps =
                        product.reshape(shape.get(0), shape.get(2), shape.get(3), convolution.outputChannels())) {
            return maps.transpose(0, 3, 1, 2);
        } finally {
            if (sampled != input) {
                sampled.close();
            }
        }
    }
}
