package org.resnetstudio.benchmark;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.resnetstudio.training.EngineChoice;

/**
 * What is known of the engines on this machine, for one family of networks; an engine that was not tried is in neither map.
 *
 * @param imagesPerSecond of training steps, by engine, of those that work
 * @param problems why an engine does not work here, one sentence each
 */
public record EngineComparison(Map<EngineChoice, Double> imagesPerSecond, Map<EngineChoice, String> problems) {
    /** Nothing is known yet. */
    public static final EngineComparison UNKNOWN = new EngineComparison(Map.of(), Map.of());

    public EngineComparison {
        imagesPerSecond = Collections.unmodifiableMap(new LinkedHashMap<>(imagesPerSecond));
        problems = Collections.unmodifiableMap(new LinkedHashMap<>(problems));
    }

    /** Whether every engine was tried. */
    public boolean isComplete() {
        return EngineChoice.ENGINES.stream()
                .allMatch(engine -> rate(engine).isPresent() || problems.containsKey(engine));
    }

    /** Images a second of an engine; empty if it was not tried or does not work. */
    public Optional<Double> rate(EngineChoice engine) {
        return Optional.ofNullable(imagesPerSecond.get(engine));
    }

    /** Why an engine does not work here; empty if it was not tried or works. */
    public Optional<String> problem(EngineChoice engine) {
        return Optional.ofNullable(problems.get(engine));
    }

    /** The fastest of those that work; the home engine if that is not known. */
    public EngineChoice fastest() {
        return imagesPerSecond.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(EngineChoice.DL4J);
    }

    /** What training is done with, and why. */
    String sentence() {
        List<String> figures = imagesPerSecond.entrySet().stream()
                .map(rate -> String.format(
                        Locale.ROOT, "%s %.0f images/s", rate.getKey().title(), rate.getValue()))
                .toList();
        String reasons = problems.entrySet().stream()
                .map(problem -> " " + problem.getKey().title() + " cannot be used: " + problem.getValue())
                .collect(Collectors.joining());
        return "Training with " + fastest().title()
                + (figures.size() > 1 ? ": " + String.join(", ", figures) : "")
                + "."
                + reasons;
    }
}
