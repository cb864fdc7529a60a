package org.resnetstudio.benchmark;

import java.util.Optional;
import java.util.OptionalDouble;
import org.resnetstudio.engine.Way;
import org.resnetstudio.problem.Sentence;

/**
 * Whether and how an engine is used for a network on this machine.
 *
 * @param way in which its numbers were found right; empty if it is not used
 * @param reason why it is not used, or not in its fastest way, or not compared, to complete "it …"; empty if there is nothing to say
 * @param lasting whether an engine that is not used need not be tried again
 * @param imagesPerSecond of training steps of the work that stands for the family; empty if that was not measured
 */
record Verdict(Optional<Way> way, Optional<Sentence> reason, boolean lasting, OptionalDouble imagesPerSecond) {
    static Verdict used(TrialResult result, Optional<Sentence> reason) {
        return new Verdict(Optional.of(result.way()), reason, true, result.imagesPerSecond());
    }

    static Verdict leftOut(Optional<Sentence> reason, boolean lasting) {
        return new Verdict(Optional.empty(), reason, lasting, OptionalDouble.empty());
    }
}
