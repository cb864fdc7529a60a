package org.resnetstudio.network;

import org.resnetstudio.problem.InvalidValueException;
import org.resnetstudio.problem.Sentence;

/**
 * The layers before the first stage.
 *
 * @param kind which layers
 * @param channels they put out, 1 to {@link Stage#MOST_CHANNELS}; even for {@link Kind#DEEP}
 */
public record Stem(Kind kind, int channels) {
    /** The stems in use. */
    public enum Kind {
        /** 7 x 7 convolution with stride 2, then 3 x 3 max pooling with stride 2 (He et al. 2015, table 1). */
        IMAGENET,
        /** 3 x 3 convolution with stride 1 (He et al. 2015 §4.2, CIFAR). */
        CIFAR,
        /** 3 x 3 convolution with stride 2 (the TensorFlow mini-ResNet tutorial). */
        MINI,
        /**
         * Three 3 x 3 convolutions, the first with stride 2 and the first two with half the channels, then 3 x 3 max pooling with
         * stride 2 (He, Tong et al. 2019: ResNet-C and -D).
         */
        DEEP
    }

    public Stem {
        if (channels < 1 || channels > Stage.MOST_CHANNELS) {
            throw new InvalidValueException(Sentence.of("problem.network.stem-channels", channels));
        }
        if (kind == Kind.DEEP && channels % 2 != 0) {
            throw new InvalidValueException(Sentence.of("problem.network.deep-stem-channels", channels));
        }
    }
}
