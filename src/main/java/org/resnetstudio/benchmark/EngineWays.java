package org.resnetstudio.benchmark;

import java.util.List;
import java.util.Optional;
import org.resnetstudio.engine.Way;
import org.resnetstudio.job.EngineChoice;
import org.resnetstudio.problem.Sentence;

/**
 * An engine of this program and the ways in which it can compute here.
 *
 * @param engine not {@link EngineChoice#AUTO}
 * @param ways the fastest first; none if its libraries are missing
 * @param known what is known against faster ways, to complete "in its usual way it …", or else empty; a sentence that says what is missing,
 *     if there are no ways
 */
public record EngineWays(EngineChoice engine, List<Way> ways, Optional<Sentence> known) {
    public EngineWays {
        ways = List.copyOf(ways);
        if (ways.isEmpty() && known.isEmpty()) {
            throw new IllegalArgumentException(engine.title() + " has no way to compute, and it is not told why.");
        }
    }

    /** An engine whose libraries are missing, and what is missing, in a sentence. */
    public static EngineWays missing(EngineChoice engine, Sentence sentence) {
        return new EngineWays(engine, List.of(), Optional.of(sentence));
    }

    /** Whether its libraries are there. */
    boolean isInstalled() {
        return !ways.isEmpty();
    }
}
