package org.resnetstudio.weights;

import java.util.List;

/**
 * A float32 tensor in C order (the last index runs fastest).
 *
 * @param shape of each axis; empty for a scalar
 * @param values as many as the shape has elements; not copied, and not to be changed once handed over
 */
public record Tensor(List<Integer> shape, float[] values) {
    public Tensor {
        shape = List.copyOf(shape);
        long elements = shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
        if (elements != values.length) {
            throw new IllegalArgumentException(
                    "A tensor of shape " + shape + " needs " + elements + " values, not " + values.length + ".");
        }
    }

    /** A vector. */
    public static Tensor vector(float... values) {
        return new Tensor(List.of(values.length), values);
    }
}
