package org.resnetstudio.doctor;

import java.util.List;
import java.util.Optional;
import org.resnetstudio.benchmark.EngineWays;
import org.resnetstudio.engine.EngineProvider;
import org.resnetstudio.engine.Engines;
import org.resnetstudio.engine.Way;
import org.resnetstudio.job.EngineChoice;
import org.resnetstudio.problem.Sentence;

/** The engines of this program as they are installed on a machine such as this one; loads none of them. */
public final class InstalledEngines {
    private InstalledEngines() {}

    /** Whether one of them has libraries for graphics cards. */
    public static boolean haveCuda() {
        return Engines.ofThisProgram().forCards().isPresent();
    }

    /** The home engine first; those whose libraries are missing as well. */
    public static List<EngineWays> ofThisMachine() {
        return Engines.ofThisProgram().all().stream()
                .map(InstalledEngines::ways)
                .toList();
    }

    private static EngineWays ways(EngineProvider engine) {
        EngineChoice choice = EngineChoice.of(engine);
        Optional<Sentence> missing = engine.missing();
        if (missing.isPresent()) {
            return EngineWays.missing(choice, Sentence.of("problem.benchmark.stop", missing.get()));
        }
        List<Way> ways = engine.ways();
        return new EngineWays(
                choice, ways.subList(ways.indexOf(engine.firstWay()), ways.size()), engine.knownProblem());
    }
}
