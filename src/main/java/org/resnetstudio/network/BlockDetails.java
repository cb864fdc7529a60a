package org.resnetstudio.network;

import org.resnetstudio.problem.InvalidValueException;
import org.resnetstudio.problem.Sentence;

/**
 * In what the residual blocks of published networks differ, beside their kind and their shortcut.
 *
 * @param order of convolution, batch norm and ReLU
 * @param downsamplingBlock which block of a stage carries its stride
 * @param zeroPadding where the zero channels of shortcut A go
 * @param projection how the projections of shortcuts B and C take up a stride
 * @param squeezeRatio how many channels of a block share one of its squeeze-and-excitation (Hu et al. 2018 §3), 2 to 64; 0 for none
 * @param groups into which the 3 x 3 convolutions of bottlenecks are divided (Xie et al. 2017: the cardinality of ResNeXt), 1 to 512
 * @param groupWidth channels of each of those groups for every 64 channels of the stage, 1 to 512: 64 in one group for He et al. 2015,
 *     128 for Wide ResNets (Zagoruyko and Komodakis 2016), 4 or 8 in 32 groups for ResNeXt; as torchvision's {@code width_per_group}
 */
public record BlockDetails(
        Order order,
        DownsamplingBlock downsamplingBlock,
        ZeroPadding zeroPadding,
        Projection projection,
        int squeezeRatio,
        int groups,
        int groupWidth) {
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

    private static final int WIDTH_UNIT = 64;
    private static final int MOST_IN_GROUPS = 512;

    /** He et al. 2015, and what torchvision and Keras' first ResNets share. */
    public static final BlockDetails STANDARD = new BlockDetails(
            Order.POST_ACTIVATION, DownsamplingBlock.FIRST, ZeroPadding.BEHIND, Projection.STRIDED, 0, 1, WIDTH_UNIT);

    private static final int LEAST_SQUEEZED = 8;

    public BlockDetails {
        if (squeezeRatio != 0 && (squeezeRatio < 2 || squeezeRatio > 64)) {
            throw new InvalidValueException(Sentence.of("problem.network.squeeze-ratio", squeezeRatio));
        }
        if (groups < 1 || groups > MOST_IN_GROUPS || groupWidth < 1 || groupWidth > MOST_IN_GROUPS) {
            throw new InvalidValueException(Sentence.of("problem.network.groups", MOST_IN_GROUPS, groups, groupWidth));
        }
    }

    /**
     * Channels of the 3 x 3 convolution of a bottleneck, as torchvision counts them.
     *
     * @param channels of the stage
     */
    int bottleneckWidth(int channels) {
        return channels * groupWidth / WIDTH_UNIT * groups;
    }

    /** Whether bottlenecks have groups, or another width than that of their stage. */
    boolean hasOwnWidth() {
        return groups != 1 || groupWidth != WIDTH_UNIT;
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
        return new BlockDetails(other, downsamplingBlock, zeroPadding, projection, squeezeRatio, groups, groupWidth);
    }

    /** The same blocks with the stride in another one of a stage. */
    public BlockDetails withDownsamplingBlock(DownsamplingBlock other) {
        return new BlockDetails(order, other, zeroPadding, projection, squeezeRatio, groups, groupWidth);
    }

    /** The same blocks with the zeros of shortcut A elsewhere. */
    public BlockDetails withZeroPadding(ZeroPadding other) {
        return new BlockDetails(order, downsamplingBlock, other, projection, squeezeRatio, groups, groupWidth);
    }

    /** The same blocks with other projections. */
    public BlockDetails withProjection(Projection other) {
        return new BlockDetails(order, downsamplingBlock, zeroPadding, other, squeezeRatio, groups, groupWidth);
    }

    /** The same blocks with squeeze-and-excitation of that ratio, or without for 0. */
    public BlockDetails withSqueezeRatio(int ratio) {
        return new BlockDetails(order, downsamplingBlock, zeroPadding, projection, ratio, groups, groupWidth);
    }

    /** The same blocks with that many groups of that width. */
    public BlockDetails withGroups(int number, int width) {
        return new BlockDetails(order, downsamplingBlock, zeroPadding, projection, squeezeRatio, number, width);
    }
}
