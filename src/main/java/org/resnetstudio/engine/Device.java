package org.resnetstudio.engine;

/**
 * What an engine computes on.
 *
 * @param kind processor or graphics card
 * @param name as shown to people
 * @param memoryBytes that it can use
 */
public record Device(Kind kind, String name, long memoryBytes) {
    /** The kinds of devices. */
    public enum Kind {
        CPU,
        CUDA
    }
}
