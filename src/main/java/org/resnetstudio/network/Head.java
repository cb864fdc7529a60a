package org.resnetstudio.network;

import org.resnetstudio.problem.InvalidValueException;
import org.resnetstudio.problem.Sentence;

/**
 * The layers after the last stage.
 *
 * @param pooling how the last feature map becomes a vector
 * @param hiddenUnits of a dense ReLU layer before the output, or 0 for none
 * @param dropout share of the values that training sets to 0 before the last dense layer (Srivastava et al. 2014), 0 to below 1
 * @param output how class probabilities come out
 */
public record Head(Pooling pooling, int hiddenUnits, double dropout, Output output) {
    /** How the last feature map becomes a vector. */
    public enum Pooling {
        /** The mean of each channel (He et al. 2015). */
        AVERAGE,
        /** The largest value of each channel. */
        MAX,
        /** All values, channel by channel. */
        NONE
    }

    /** The last layer. */
    public enum Output {
        /** One output per class, softmax. */
        SOFTMAX,
        /** Two classes only: one sigmoid output, the probability of the second class. */
        SIGMOID
    }

    /** Global average pooling, then softmax. */
    public static final Head PLAIN = new Head(Pooling.AVERAGE, 0, 0, Output.SOFTMAX);

    public Head {
        if (hiddenUnits < 0 || hiddenUnits > 65_536) {
            throw new InvalidValueException(Sentence.of("problem.network.hidden-units", hiddenUnits));
        }
        if (!(dropout >= 0 && dropout < 1)) {
            throw new InvalidValueException(Sentence.of("problem.network.dropout", dropout));
        }
    }

    /** The same head with another hidden layer, or with 0 units none. */
    public Head withHiddenUnits(int units) {
        return new Head(pooling, units, dropout, output);
    }

    /** The same head with another last layer. */
    public Head withOutput(Output other) {
        return new Head(pooling, hiddenUnits, dropout, other);
    }
}
