package org.resnetstudio.network;

/**
 * The layers before the first stage.
 *
 * @param kind which layers
 * @param channels they put out, at least 1
 */
public record Stem(Kind kind, int channels) {
    /** The stems in use. */
    public enum Kind {
        /** 7 x 7 convolution with stride 2, then 3 x 3 max pooling with stride 2 (He et al. 2015, table 1). */
        IMAGENET,
        /** 3 x 3 convolution with stride 1 (He et al. 2015 §4.2, CIFAR). */
        CIFAR,
        /** 3 x 3 convolution with stride 2 (the TensorFlow mini-ResNet tutorial). */
        MINI
    }

    public Stem {
        if (channels < 1) {
            throw new IllegalArgumentException("A stem needs at least 1 channel, not " + channels + ".");
        }
    }
}
