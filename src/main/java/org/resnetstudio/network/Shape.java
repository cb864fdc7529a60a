package org.resnetstudio.network;

import org.resnetstudio.problem.InvalidValueException;
import org.resnetstudio.problem.Sentence;

/**
 * The shape of one picture's activation: {@code [channels, height, width]}; a vector has height and width 1.
 *
 * @param channels number of channels, at least 1
 * @param height in elements, at least 1
 * @param width in elements, at least 1
 */
public record Shape(int channels, int height, int width) {
    public Shape {
        if (channels < 1 || height < 1 || width < 1) {
            throw new InvalidValueException(Sentence.of("problem.network.shape", channels, height, width));
        }
    }

    /** A vector of that many elements. */
    public static Shape vector(int size) {
        return new Shape(size, 1, 1);
    }

    /** Number of elements: channels x height x width. */
    public long elements() {
        return (long) channels * height * width;
    }

    /** As people read it: {@code 64 × 56 × 56}, or {@code 512} for a vector. */
    @Override
    public String toString() {
        return height == 1 && width == 1 ? Integer.toString(channels) : channels + " × " + height + " × " + width;
    }
}
