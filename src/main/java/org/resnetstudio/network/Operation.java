package org.resnetstudio.network;

import java.util.List;
import org.resnetstudio.problem.InvalidValueException;
import org.resnetstudio.problem.Sentence;

/** What a {@link Node} computes. All spatial sizes are square kernels; data layout is {@code [batch, channels, height, width]}. */
public sealed interface Operation {

    /** What goes in: normalised RGB pictures, or the feature maps of a part of a network that comes before. */
    record Input() implements Operation {}

    /** Vectors that go in, from a part of a network that comes before. */
    record VectorInput() implements Operation {}

    /**
     * A 2-d convolution (cross-correlation). Weight {@code [outputChannels, inputChannels / groups, kernel, kernel]}, bias
     * {@code [outputChannels]}.
     *
     * @param inputChannels at least 1
     * @param outputChannels at least 1
     * @param kernel side of the square kernel
     * @param stride in both directions
     * @param padding zeros around the input
     * @param bias whether a bias is added
     * @param groups into which input and output channels are divided in order, each output reading its own group of inputs alone; both
     *     numbers of channels are multiples of it
     */
    record Convolution(
            int inputChannels, int outputChannels, int kernel, int stride, Padding padding, boolean bias, int groups)
            implements Operation {
        public Convolution {
            if (groups < 1 || inputChannels % groups != 0 || outputChannels % groups != 0) {
                throw new InvalidValueException(
                        Sentence.of("problem.network.convolution-groups", inputChannels, outputChannels, groups));
            }
        }

        /** A convolution whose outputs read all inputs. */
        public Convolution(
                int inputChannels, int outputChannels, int kernel, int stride, Padding padding, boolean bias) {
            this(inputChannels, outputChannels, kernel, stride, padding, bias, 1);
        }

        /** Shape of its weight. */
        public List<Integer> weightShape() {
            return List.of(outputChannels, inputChannels / groups, kernel, kernel);
        }

        /** Multiply-adds for one value that it puts out. */
        public long flopsPerValue() {
            return (long) (inputChannels / groups) * kernel * kernel;
        }

        /** The same with a bias. */
        public Convolution withBias() {
            return new Convolution(inputChannels, outputChannels, kernel, stride, padding, true, groups);
        }

        /** The same in groups. */
        Convolution inGroups(int number) {
            return new Convolution(inputChannels, outputChannels, kernel, stride, padding, bias, number);
        }
    }

    /**
     * Batch normalisation over batch, height and width (Ioffe and Szegedy 2015): gamma (x - mean) / sqrt(variance + epsilon) + beta.
     *
     * @param channels of input and output
     * @param epsilon added to the variance
     * @param momentum share of the old running statistics that is kept at each update (Keras' and Deeplearning4j's
     *     convention; PyTorch's momentum is 1 minus this)
     */
    record BatchNorm(int channels, double epsilon, double momentum) implements Operation {}

    /** max(x, 0). */
    record Relu() implements Operation {}

    /** The sum of two inputs of equal shape: where a shortcut joins. */
    record Add() implements Operation {}

    /** Maximum over windows; padding does not count as a value. */
    record MaxPool(int kernel, int stride, Padding padding) implements Operation {}

    /** Mean over windows; padding does not count as a value, so that windows at the edge have fewer of them. */
    record AveragePool(int kernel, int stride, Padding padding) implements Operation {}

    /**
     * The parameter-free shortcut (option A of He et al. 2015 §3.3): takes every {@code stride}-th row and column and adds channels of
     * zeros.
     *
     * @param inputChannels of the input
     * @param outputChannels at least {@code inputChannels}
     * @param channelsBefore how many of the added channels come before the existing ones; the others come behind
     * @param stride of the subsampling
     */
    record ZeroPadShortcut(int inputChannels, int outputChannels, int channelsBefore, int stride) implements Operation {
        /** How many of the added channels come behind the existing ones. */
        public int channelsBehind() {
            return outputChannels - inputChannels - channelsBefore;
        }
    }

    /** Mean over height and width, kept as a feature map {@code [channels, 1, 1]}: the squeeze of Hu et al. 2018 §3.1. */
    record ChannelMean() implements Operation {}

    /**
     * The first input, each of its channels times the sigmoid of the second one's value {@code [channels, 1, 1]} for it: the scale of
     * Hu et al. 2018 §3.2.
     */
    record ChannelGate() implements Operation {}

    /** Mean over height and width: a vector of as many elements as channels. */
    record GlobalAveragePool() implements Operation {}

    /** Maximum over height and width: a vector of as many elements as channels. */
    record GlobalMaxPool() implements Operation {}

    /** All values as one vector, channel by channel, row by row. */
    record Flatten() implements Operation {}

    /**
     * In training, sets values to 0 at random and divides the others by what share stays (Srivastava et al. 2014); else nothing.
     *
     * @param share of the values that are set to 0, above 0 and below 1
     */
    record Dropout(double share) implements Operation {}

    /** Fully connected: weight {@code [outputs, inputs]}, bias {@code [outputs]}. */
    record Dense(int inputs, int outputs) implements Operation {}

    /** Probabilities over the classes. */
    record Softmax() implements Operation {}

    /** One probability, of the second of two classes. */
    record Sigmoid() implements Operation {}

    /** Zeros before the first and after the last row and column; TensorFlow's "same" padding can be uneven. */
    record Padding(int before, int after) {
        public static final Padding NONE = new Padding(0, 0);

        public Padding {
            if (before < 0 || after < 0) {
                throw new InvalidValueException(Sentence.of("problem.network.padding", before, after));
            }
        }

        /** PyTorch's usual padding, (kernel - 1) / 2 on either side. */
        public static Padding symmetric(int kernel) {
            return new Padding((kernel - 1) / 2, (kernel - 1) / 2);
        }

        /** TensorFlow's "same": the output has ceil(size / stride) elements, and an odd zero goes behind. */
        public static Padding same(int size, int kernel, int stride) {
            int total = Math.max(0, ((size + stride - 1) / stride - 1) * stride + kernel - size);
            return new Padding(total / 2, total - total / 2);
        }

        /** Output size of a window operation along one axis: floor((size + padding - kernel) / stride) + 1. */
        public int outputSize(int size, int kernel, int stride) {
            return Math.floorDiv(size + before + after - kernel, stride) + 1;
        }
    }
}
