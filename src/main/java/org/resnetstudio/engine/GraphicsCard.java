package org.resnetstudio.engine;

import java.util.Optional;

/**
 * An NVIDIA graphics card, as its driver describes it.
 *
 * @param name as NVIDIA calls it
 * @param memoryBytes of the card
 * @param capability empty where the driver is too old to tell
 * @param driver version of the driver, such as {@code 550.54.14}
 */
public record GraphicsCard(String name, long memoryBytes, Optional<ComputeCapability> capability, String driver) {
    /** The card as a device to compute on. */
    public Device device() {
        return new Device(Device.Kind.CUDA, name, memoryBytes);
    }
}
