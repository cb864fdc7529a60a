package org.resnetstudio.network;

import org.resnetstudio.problem.InvalidValueException;

/**
 * In what the residual blocks of published networks differ, beside their kind and their shortcut.
 *
 * @param order of convolution, batch norm and ReLU
 * @param downsamplingBlock which block of a stage carries its stride
 * @param zeroPadding where the zero channels of shortcut A go
 * @param projection how the projections of shortcuts B and C take up a stride
 * @param squeezeRatio how many channels of a block share one of its squeeze-and-excitation (Hu et al. 2018 §3), 2 to 64; 0 for none
 */
public record BlockDetails(
        Order order,
        DownsamplingBlock downsamplingBlock,
        ZeroPadding zeroPadding,
        Projection projection,
        int squeezeRatio) {
    /** The order of the layers in a block. */
    public enum Order {
        /** Convolution, batch norm, ReLU; the last ReLU comes after the sum (He et al. 2015; "v1"). */
        POST_ACTIVATION,
        /**
         * Batch norm, ReLU, convolution; nothing comes after the sum (He et al. 2016, figure 4e; "v2"). Projections read what the first
         * ReLU of their block puts out and have no batch norm, as in Keras and timm; a last batch norm and ReLU follow the last stage.
         */
        PRE_ACTIVATION
    }

    /** The block of a stage that halves height and width. */
    public enum DownsamplingBlock {
        /** The first one (He et al. 2015). */
        FIRST,
        /** The last one (TensorFlow 1's slim, and the tutorials that follow it). */
        LAST
    }

    /** Where a zero-padding shortcut puts the channels that its input lacks. */
    public enum ZeroPadding {
        /** Behind the existing ones (He et al. 2015 §4.2 as commonly written for CIFAR). */
        BEHIND,
        /** Half of them before, half behind; an odd one goes behind (TensorFlow 1 tutorials). */
        BOTH_SIDES
    }

    /** The layers of a projection with a stride. */
    public enum Projection {
        /** A 1 x 1 convolution with the stride (He et al. 2015 §3.3). */
        STRIDED,
        /** 2 x 2 average pooling with the stride, then a 1 x 1 convolution without (He, Tong et al. 2019: ResNet-D). */
        AVERAGE_POOL
    }

    /** He et al. 2015, and what torchvision and Keras' first ResNets share. */
    public static final BlockDetails STANDARD =
            new BlockDetails(Order.POST_ACTIVATION, DownsamplingBlock.FIRST, ZeroPadding.BEHIND, Projection.STRIDED, 0);

    private static final int LEAST_SQUEEZED = 8;

    public BlockDetails {
        if (squeezeRatio != 0 && (squeezeRatio < 2 || squeezeRatio > 64)) {
            throw new InvalidValueException("The reduction of squeeze-and-excitation must be 2 to 64, not "
                    + squeezeRatio + "; 16 is usual, and 0 leaves it out.");
        }
    }

    /**
     * Channels between the two layers of a squeeze-and-excitation: a share of the block's, rounded to a multiple of 8 and at least 8, as
     * in timm.
     *
     * @param channels that the block puts out
     */
    int squeezed(int channels) {
        int rounded = (channels + squeezeRatio * LEAST_SQUEEZED / 2) / squeezeRatio / LEAST_SQUEEZED * LEAST_SQUEEZED;
        return Math.max(LEAST_SQUEEZED, rounded);
    }

    /** The same blocks with their layers in another order. */
    public BlockDetails withOrder(Order other) {
        return new BlockDetails(other, downsamplingBlock, zeroPadding, projection, squeezeRatio);
    }

    /** The same blocks with the stride in another one of a stage. */
    public BlockDetails withDownsamplingBlock(DownsamplingBlock other) {
        return new BlockDetails(order, other, zeroPadding, projection, squeezeRatio);
    }

    /** The same blocks with the zeros of shortcut A elsewhere. */
    public BlockDetails withZeroPadding(ZeroPadding other) {
        return new BlockDetails(order, downsamplingBlock, other, projection, squeezeRatio);
    }

    /** The same blocks with other projections. */
    public BlockDetails withProjection(Projection other) {
        return new BlockDetails(order, downsamplingBlock, zeroPadding, other, squeezeRatio);
    }

    /** The same blocks with squeeze-and-excitation of that ratio, or without for 0. */
    public BlockDetails withSqueezeRatio(int ratio) {
        return new BlockDetails(order, downsamplingBlock, zeroPadding, projection, ratio);
    }
}
