package org.resnetstudio.network;

import java.util.List;

/**
 * A named tensor that a network holds.
 *
 * @param name torchvision's name where torchvision has the layer, such as {@code layer1.0.conv1.weight}
 * @param shape convolution weights {@code [out, in, kernel, kernel]}, dense weights {@code [out, in]}, everything else a vector
 * @param role what it is for
 */
public record TensorSpec(String name, List<Integer> shape, Role role) {
    /** What a tensor is for. */
    public enum Role {
        WEIGHT(true),
        BIAS(true),
        GAMMA(true),
        BETA(true),
        RUNNING_MEAN(false),
        RUNNING_VARIANCE(false);

        private final boolean trainable;

        Role(boolean trainable) {
            this.trainable = trainable;
        }

        /** Whether gradient descent changes it; running statistics are followed, not learned. */
        public boolean trainable() {
            return trainable;
        }
    }

    public TensorSpec {
        shape = List.copyOf(shape);
    }

    /** Number of values. */
    public long elements() {
        return shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
    }
}
