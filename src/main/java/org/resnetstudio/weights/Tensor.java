package org.resnetstudio.weights;

import java.util.List;

/**
 * A float32 tensor in C order (the last index runs fastest).
 *
 * @param shape of each axis; empty for a scalar
 * @param values as many as the shape has elements; not copied, and not to be changed once handed over
 */
public record Tensor(List<Integer> shape, float[] values) {
    /** The whole numbers up to this one have a float32 of their own. */
    private static final long EXACT = 1L << 24;

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

    /**
     * A whole number: a scalar, or above 2^24, where not every one has a float32, a vector of its rest and its multiple of 2^24.
     *
     * @param number 0 to 2^48
     */
    public static Tensor count(long number) {
        long multiple = number / EXACT;
        return number <= EXACT
                ? new Tensor(List.of(), new float[] {(float) number})
                : vector((float) (number % EXACT), (float) multiple);
    }

    /** The whole number that {@link #count} made this tensor of. */
    public long count() {
        long rest = (long) values[0];
        long multiple = values.length > 1 ? (long) values[1] : 0;
        return rest + multiple * EXACT;
    }
}
