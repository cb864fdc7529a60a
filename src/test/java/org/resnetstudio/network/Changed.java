package org.resnetstudio.network;

/** Networks that differ from another one in one option. */
public final class Changed {
    private Changed() {}

    /** The same network with another value of one option. */
    public static <T> ResNetSpec with(ResNetSpec spec, NetworkOption<T> option, T value) {
        return NetworkOptions.of(spec).with(option, value).build(spec.variant(), spec.input());
    }
}
