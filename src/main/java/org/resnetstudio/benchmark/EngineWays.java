package org.resnetstudio.benchmark;

import java.util.List;
import org.resnetstudio.engine.Way;
import org.resnetstudio.training.EngineChoice;

/**
 * An engine of this installation and the ways in which it can compute here.
 *
 * @param engine not {@link EngineChoice#AUTO}
 * @param ways the fastest first; at least one
 * @param known what is known against faster ways, to complete "in its usual way it …"; else empty
 */
public record EngineWays(EngineChoice engine, List<Way> ways, String known) {
    public EngineWays {
        ways = List.copyOf(ways);
        if (ways.isEmpty()) {
            throw new IllegalArgumentException(engine.title() + " has no way to compute.");
        }
    }
}
