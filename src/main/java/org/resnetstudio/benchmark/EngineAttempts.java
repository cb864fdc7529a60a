package org.resnetstudio.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.resnetstudio.engine.Way;
import org.resnetstudio.job.EngineChoice;
import org.resnetstudio.problem.Sentence;

/** One engine's ways of computing a network, tried one after the other. */
final class EngineAttempts {
    private final EngineChoice engine;
    private final Deque<Way> untried;
    private final List<TrialResult> results = new ArrayList<>();
    private final List<Sentence> problems = new ArrayList<>();
    private boolean lasting = true;

    /**
     * Of an engine.
     *
     * @param ways of this installation
     */
    EngineAttempts(EngineWays ways) {
        this.engine = ways.engine();
        this.untried = new ArrayDeque<>(ways.ways());
        ways.known().ifPresent(problems::add);
    }

    EngineChoice engine() {
        return engine;
    }

    /** What it computed so far, in the order of its ways. */
    List<TrialResult> results() {
        return results;
    }

    /** What it computed last. */
    TrialResult last() {
        return results.get(results.size() - 1);
    }

    /** What it computed in a way that came to an end. */
    TrialResult result(Way way) {
        return results.stream()
                .filter(result -> result.way() == way)
                .findFirst()
                .orElseThrow();
    }

    /** Notes what is wrong with what it computed last. */
    void blame(Sentence problem) {
        problems.add(problem);
    }

    /** Why it is not used as it was tried first; empty if nothing was wrong. */
    Optional<Sentence> problem() {
        return problems.isEmpty() ? Optional.empty() : Optional.of(problems.get(problems.size() - 1));
    }

    /** Whether it would fail again. */
    boolean isLasting() {
        return lasting;
    }

    /**
     * Tries the next ways until one comes to an end.
     *
     * @return whether one did; its result is {@link #last}
     */
    boolean next(Trials trials, TrialWork work, Workload family, Path folder, EngineRates.Progress progress)
            throws IOException, InterruptedException {
        while (!untried.isEmpty()) {
            progress.measuring(engine);
            Trials.Order order = new Trials.Order(untried.remove(), work, family);
            try {
                results.add(trials.run(engine, order, folder, progress::isCancelled));
                return true;
            } catch (Trials.Failure e) {
                problems.add(e.sentence());
                if (!e.isLasting()) {
                    // a full disk, too little memory: the same in every way
                    lasting = false;
                    untried.clear();
                }
            }
        }
        return false;
    }

    /** The fastest result that another one agrees with, in what was tried so far. */
    Optional<TrialResult> consistent(TrialComparison comparison) throws IOException {
        for (int i = 0; i < results.size(); i++) {
            for (int j = i + 1; j < results.size(); j++) {
                if (comparison.difference(results.get(i), results.get(j)).isEmpty()) {
                    return Optional.of(results.get(i));
                }
            }
        }
        return Optional.empty();
    }
}
