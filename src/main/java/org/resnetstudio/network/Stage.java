package org.resnetstudio.network;

import org.resnetstudio.problem.InvalidValueException;
import org.resnetstudio.problem.Sentence;

/**
 * Residual blocks of one width and resolution.
 *
 * @param blocks number of residual blocks, 1 to 200
 * @param channels of the 3 x 3 convolutions, 1 to {@link #MOST_CHANNELS}
 * @param stride of the first block: 1, or 2 to halve height and width
 */
public record Stage(int blocks, int channels, int stride) {
    /** Of a stage, and of a stem. */
    public static final int MOST_CHANNELS = 4096;

    public Stage {
        if (blocks < 1 || blocks > 200) {
            throw new InvalidValueException(Sentence.of("problem.network.blocks", blocks));
        }
        if (channels < 1 || channels > MOST_CHANNELS) {
            throw new InvalidValueException(Sentence.of("problem.network.channels", channels));
        }
        if (stride != 1 && stride != 2) {
            throw new InvalidValueException(Sentence.of("problem.network.stride", stride));
        }
    }

    /** Channels of the stage that usually follows: twice as many, as far as a stage may have them. */
    static int channelsAfter(int channels) {
        return Math.min(MOST_CHANNELS, 2 * channels);
    }
}
