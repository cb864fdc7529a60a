package org.resnetstudio.benchmark;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.resnetstudio.job.EngineChoice;
import org.resnetstudio.problem.Sentence;

/**
 * What is known of the engines on this machine, for one family of networks; an engine that was not tried is in neither map.
 *
 * @param imagesPerSecond of training steps, by engine, of those that work
 * @param problems why an engine does not work here, one sentence each
 * @param notes how an engine that works computes, where that is not its usual way, and why; a sentence each
 */
public record EngineComparison(
        Map<EngineChoice, Double> imagesPerSecond,
        Map<EngineChoice, Sentence> problems,
        Map<EngineChoice, Sentence> notes) {
    /** Nothing is known yet. */
    public static final EngineComparison UNKNOWN = new EngineComparison(Map.of(), Map.of());

    /** Engines that compute in their usual ways, if they work. */
    public EngineComparison(Map<EngineChoice, Double> imagesPerSecond, Map<EngineChoice, Sentence> problems) {
        this(imagesPerSecond, problems, Map.of());
    }

    public EngineComparison {
        imagesPerSecond = Collections.unmodifiableMap(new LinkedHashMap<>(imagesPerSecond));
        problems = Collections.unmodifiableMap(new LinkedHashMap<>(problems));
        notes = Collections.unmodifiableMap(new LinkedHashMap<>(notes));
    }

    /** Whether every engine was tried. */
    public boolean isComplete() {
        return EngineChoice.engines().stream()
                .allMatch(engine -> rate(engine).isPresent() || problems.containsKey(engine));
    }

    /** Images a second of an engine; empty if it was not tried or does not work. */
    public Optional<Double> rate(EngineChoice engine) {
        return Optional.ofNullable(imagesPerSecond.get(engine));
    }

    /** Why an engine does not work here; empty if it was not tried or works. */
    public Optional<Sentence> problem(EngineChoice engine) {
        return Optional.ofNullable(problems.get(engine));
    }

    private EngineChoice firstWithoutProblem() {
        return EngineChoice.engines().stream()
                .filter(engine -> problem(engine).isEmpty())
                .findFirst()
                .orElseGet(EngineChoice::home);
    }

    /** The fastest of those that work; where that is not known, the first that may work. */
    public EngineChoice fastest() {
        return imagesPerSecond.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElseGet(this::firstWithoutProblem);
    }
}
