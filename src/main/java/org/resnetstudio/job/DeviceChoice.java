package org.resnetstudio.job;

import java.util.Locale;

/** What training computes on: what {@code --device} takes. */
public enum DeviceChoice {
    /** A graphics card where one can be used, or else the processor. */
    AUTO,
    /** The processor. */
    CPU,
    /** An NVIDIA graphics card; without one nothing is trained. */
    CUDA;

    /** As typed. */
    public String shortName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
