package org.resnetstudio.engine;

import java.util.Locale;
import org.resnetstudio.problem.InvalidValueException;
import org.resnetstudio.problem.Sentence;

/**
 * How an engine uses its library. Where the fastest way crashes or computes wrong numbers, as happens with some processors, a safer and
 * slower one may do. Weights and formulas are the same in all of them; the last bits are not.
 */
public enum Way {
    /** As the library was made to be used. */
    DIRECT,
    /** Convolutions of 1 x 1 are matrix products, because oneDNN's own kernels for them are the least sound. */
    MATRIX_PRODUCTS,
    /** As {@link #MATRIX_PRODUCTS}, and oneDNN uses no instructions beyond AVX2. */
    SMALLER_INSTRUCTIONS,
    /** Without oneDNN. */
    PLAIN;

    /** As it is stored and typed. */
    public String shortName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The way of that short name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Way named(String shortName) {
        for (Way way : values()) {
            if (way.shortName().equals(shortName)) {
                return way;
            }
        }
        throw new InvalidValueException(Sentence.of("problem.engine.no-way", shortName));
    }

    /** What is done otherwise, to complete "PyTorch computes …"; empty for {@link #DIRECT}. */
    public Sentence words() {
        return switch (this) {
            case DIRECT -> Sentence.EMPTY;
            case MATRIX_PRODUCTS -> Sentence.of("problem.engine.way.matrix-products");
            case SMALLER_INSTRUCTIONS -> Sentence.of("problem.engine.way.smaller-instructions");
            case PLAIN -> Sentence.of("problem.engine.way.plain");
        };
    }
}
