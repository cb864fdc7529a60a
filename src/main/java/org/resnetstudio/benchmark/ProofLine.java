package org.resnetstudio.benchmark;

import java.util.Optional;
import org.resnetstudio.engine.Way;
import org.resnetstudio.job.EngineChoice;
import org.resnetstudio.problem.Sentence;

/**
 * Whether an engine computes a network right here.
 *
 * @param way in which it does; empty if it does not
 * @param sentence what there is to say; empty if it computes right in its usual way
 */
public record ProofLine(EngineChoice engine, Optional<Way> way, String sentence) {
    static ProofLine of(EngineChoice engine, Verdict verdict) {
        String sentence = verdict.way().isPresent()
                ? EngineSelection.note(engine, verdict).map(Sentence::english).orElse("")
                : EngineSelection.leftOut(engine, verdict).english();
        return new ProofLine(engine, verdict.way(), sentence);
    }
}
