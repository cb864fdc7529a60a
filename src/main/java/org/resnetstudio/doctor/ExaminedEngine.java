package org.resnetstudio.doctor;

import java.util.Optional;
import org.resnetstudio.engine.CudaSupport;
import org.resnetstudio.engine.EngineProvider;

/**
 * An engine of this program and what it found on this machine.
 *
 * @param probe what it found
 * @param installed whether its libraries are there
 * @param cuda what it can do on graphics cards; empty if nothing
 */
public record ExaminedEngine(EngineProbe probe, boolean installed, Optional<CudaSupport> cuda) {
    static ExaminedEngine of(EngineProvider engine, EngineProbe probe) {
        return new ExaminedEngine(probe, engine.missing().isEmpty(), engine.cuda());
    }

    boolean works() {
        return probe.found().isPresent();
    }

    String title() {
        return probe.engine().title();
    }

    boolean hasCuda() {
        return cuda.filter(CudaSupport::installed).isPresent();
    }
}
