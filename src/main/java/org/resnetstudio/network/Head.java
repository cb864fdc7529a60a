package org.resnetstudio.network;

/**
 * The layers after global average pooling.
 *
 * @param hiddenUnits of a dense ReLU layer before the output, or 0 for none
 * @param output how class probabilities come out
 */
public record Head(int hiddenUnits, Output output) {
    /** The last layer. */
    public enum Output {
        /** One output per class, softmax. */
        SOFTMAX,
        /** Two classes only: one sigmoid output, the probability of the second class. */
        SIGMOID
    }

    /** Global average pooling, then softmax. */
    public static final Head PLAIN = new Head(0, Output.SOFTMAX);

    public Head {
        if (hiddenUnits < 0 || hiddenUnits > 65_536) {
            throw new IllegalArgumentException(
                    "The hidden layer of the head may have 0 to 65,536 units, not " + hiddenUnits + ".");
        }
    }
}
