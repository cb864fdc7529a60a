package org.resnetstudio.engine.dl4j;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Batch normalisation with or without a ReLU behind it, forward and backward, one group of channels at a time: the group's values
 * are read from memory once, stay in the cache through all passes, and the result is written once. A channel belongs to one
 * thread, so results do not depend on the number of threads.
 */
final class BatchNormLoops {
    /** Values that a group has in one picture, about: fewer make copying slow, more leave the cache. */
    private static final int GROUP_VALUES = 1024;

    private static final ThreadLocal<float[][]> SCRATCH = ThreadLocal.withInitial(() -> new float[2][0]);

    /** Statistics of the last training batch, by channel. */
    final float[] mean;

    final float[] variance;
    private final float[] scale;
    private final float[] shift;
    private final int channels;
    private final double epsilon;
    private final boolean relu;

    BatchNormLoops(int channels, double epsilon, boolean relu) {
        this.channels = channels;
        this.epsilon = epsilon;
        this.relu = relu;
        this.mean = new float[channels];
        this.variance = new float[channels];
        this.scale = new float[channels];
        this.shift = new float[channels];
    }

    /** One group of channels in all pictures. */
    private record Group(int pictures, int first, int count, int plane) {
        int start() {
            return first * plane;
        }

        int block() {
            return count * plane;
        }

        int at(int picture, int channel) {
            return picture * block() + channel * plane;
        }

        void read(NativeFloats source, float[] target) {
            for (int n = 0; n < pictures; n++) {
                source.get(n, start(), target, n * block(), block());
            }
        }

        void write(float[] source, NativeFloats target) {
            for (int n = 0; n < pictures; n++) {
                target.put(n, start(), source, n * block(), block());
            }
        }
    }

    /** RangeLoop on one group with two scratch arrays. */
    private interface RangeLoop {
        void run(Group group, float[] a, float[] b);
    }

    private void forEachGroup(INDArray x, RangeLoop work) {
        int pictures = Math.toIntExact(x.size(0));
        int plane = Math.toIntExact(x.length() / pictures / channels);
        int wanted = Math.max(1, GROUP_VALUES / plane);
        int size = Math.min(wanted, Math.max(1, channels / (2 * Workers.count())));
        Workers.forEach((channels + size - 1) / size, index -> {
            Group group = new Group(pictures, index * size, Math.min(size, channels - index * size), plane);
            int values = Math.multiplyExact(pictures, group.block());
            float[][] scratch = SCRATCH.get();
            if (scratch[0].length < values) {
                scratch[0] = new float[values];
                scratch[1] = new float[values];
            }
            work.run(group, scratch[0], scratch[1]);
        });
    }

    /** Normalises by the batch's own statistics, and keeps them. */
    void forward(INDArray x, float[] gamma, float[] beta, INDArray y) {
        NativeFloats source = new NativeFloats(x);
        NativeFloats target = new NativeFloats(y);
        forEachGroup(x, (group, values, unused) -> {
            group.read(source, values);
            for (int c = 0; c < group.count(); c++) {
                int channel = group.first() + c;
                gather(group, c, values);
                fold(channel, gamma[channel], beta[channel], mean[channel], variance[channel]);
            }
            apply(group, values);
            group.write(values, target);
        });
    }

    /** Normalises by given statistics. */
    void infer(INDArray x, float[] gamma, float[] beta, float[] runningMean, float[] runningVariance, INDArray y) {
        NativeFloats source = new NativeFloats(x);
        NativeFloats target = new NativeFloats(y);
        for (int c = 0; c < channels; c++) {
            fold(c, gamma[c], beta[c], runningMean[c], runningVariance[c]);
        }
        forEachGroup(x, (group, values, unused) -> {
            group.read(source, values);
            apply(group, values);
            group.write(values, target);
        });
    }

    /** Mean and biased variance of a channel, plane by plane, merged after Chan et al. 1979. */
    private void gather(Group group, int c, float[] values) {
        int plane = group.plane();
        double centre = 0;
        double squares = 0;
        for (int n = 0; n < group.pictures(); n++) {
            int from = group.at(n, c);
            float planeMean = Loops.sum(values, from, plane) / plane;
            double difference = planeMean - centre;
            centre += difference / (n + 1);
            squares += Loops.squares(values, from, plane, planeMean)
                    + difference * difference * ((double) plane * n / (n + 1));
        }
        mean[group.first() + c] = (float) centre;
        variance[group.first() + c] = (float) (squares / ((double) plane * group.pictures()));
    }

    private void fold(int channel, float gamma, float beta, float channelMean, float channelVariance) {
        double factor = gamma / Math.sqrt(channelVariance + epsilon);
        scale[channel] = (float) factor;
        shift[channel] = (float) (beta - channelMean * factor);
    }

    private void apply(Group group, float[] values) {
        for (int n = 0; n < group.pictures(); n++) {
            for (int c = 0; c < group.count(); c++) {
                int channel = group.first() + c;
                if (relu) {
                    Loops.affineRelu(values, group.at(n, c), group.plane(), scale[channel], shift[channel]);
                } else {
                    Loops.affine(values, group.at(n, c), group.plane(), scale[channel], shift[channel]);
                }
            }
        }
    }

    /**
     * Gradients after {@link #forward}.
     *
     * @param x what forward was given
     * @param gradient with respect to its result
     * @param gamma what forward was given
     * @param gradientX receives the gradient with respect to x
     * @param gradientGamma receives the gradient with respect to gamma
     * @param gradientBeta receives the gradient with respect to beta
     */
    void backward(
            INDArray x,
            INDArray gradient,
            float[] gamma,
            INDArray gradientX,
            float[] gradientGamma,
            float[] gradientBeta) {
        NativeFloats source = new NativeFloats(x);
        NativeFloats incoming = new NativeFloats(gradient);
        NativeFloats target = new NativeFloats(gradientX);
        forEachGroup(x, (group, values, slopes) -> {
            group.read(source, values);
            group.read(incoming, slopes);
            for (int c = 0; c < group.count(); c++) {
                backwardChannel(group, c, values, slopes, gamma, gradientGamma, gradientBeta);
            }
            group.write(slopes, target);
        });
    }

    private void backwardChannel(
            Group group,
            int c,
            float[] values,
            float[] slopes,
            float[] gamma,
            float[] gradientGamma,
            float[] gradientBeta) {
        int channel = group.first() + c;
        int plane = group.plane();
        double sum = 0;
        double product = 0;
        for (int n = 0; n < group.pictures(); n++) {
            int from = group.at(n, c);
            if (relu) {
                Loops.maskAffine(slopes, values, from, plane, scale[channel], shift[channel]);
            }
            sum += Loops.sum(slopes, from, plane);
            product += Loops.products(slopes, values, from, plane, 0, mean[channel]);
        }
        double inverse = 1 / Math.sqrt(variance[channel] + epsilon);
        gradientGamma[channel] = (float) (product * inverse);
        gradientBeta[channel] = (float) sum;
        double count = (double) plane * group.pictures();
        double factor = gamma[channel] * inverse;
        double slope = -factor * inverse * inverse * product / count;
        double constant = -factor * sum / count - slope * mean[channel];
        for (int n = 0; n < group.pictures(); n++) {
            Loops.combine(slopes, values, group.at(n, c), plane, (float) factor, (float) slope, (float) constant);
        }
    }
}
