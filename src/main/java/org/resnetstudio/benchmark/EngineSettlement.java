package org.resnetstudio.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.resnetstudio.job.EngineChoice;
import org.resnetstudio.problem.Sentence;

/**
 * Finds out which engines compute a network right on this machine, and how. Two must agree with each other; where they differ, safer
 * ways are tried, of the guest first. Each further guest must agree with one that is believed. An engine that is alone must agree with itself in another way.
 */
final class EngineSettlement {
    private final TrialWork work;
    private final Workload family;
    private final Trials trials;
    private final Path folder;
    private final EngineRates.Progress progress;
    private final TrialComparison comparison;

    /**
     * For one network.
     *
     * @param folder for what the engines compute
     */
    EngineSettlement(TrialWork work, Workload family, Trials trials, Path folder, EngineRates.Progress progress) {
        this.work = work;
        this.family = family;
        this.trials = trials;
        this.folder = folder;
        this.progress = progress;
        this.comparison = new TrialComparison(work);
    }

    /**
     * All engines of this installation.
     *
     * @param engines at least one; the first is believed where nothing else decides
     */
    Map<EngineChoice, Verdict> settle(List<EngineAttempts> engines) throws IOException, InterruptedException {
        EngineAttempts home = engines.get(0);
        if (engines.size() == 1) {
            Map<EngineChoice, Verdict> verdicts = new LinkedHashMap<>();
            verdicts.put(home.engine(), next(home) ? alone(home) : leftOut(home));
            return verdicts;
        }
        Map<EngineChoice, Verdict> pair = settle(home, engines.get(1));
        Map<EngineChoice, Verdict> verdicts = new LinkedHashMap<>();
        engines.subList(0, 2).forEach(engine -> verdicts.put(engine.engine(), pair.get(engine.engine())));
        for (int i = 2; i < engines.size(); i++) {
            EngineAttempts guest = engines.get(i);
            verdicts.put(guest.engine(), join(guest, engines.subList(0, i), verdicts));
        }
        return verdicts;
    }

    /** One more engine, which is used in the first way in which it agrees with one that is believed. */
    private Verdict join(EngineAttempts guest, List<EngineAttempts> before, Map<EngineChoice, Verdict> verdicts)
            throws IOException, InterruptedException {
        List<EngineAttempts> believed = before.stream()
                .filter(engine -> verdicts.get(engine.engine()).way().isPresent())
                .toList();
        if (!next(guest)) {
            return leftOut(guest);
        }
        if (believed.isEmpty()) {
            return alone(guest);
        }
        do {
            for (EngineAttempts engine : believed) {
                TrialResult result =
                        engine.result(verdicts.get(engine.engine()).way().orElseThrow());
                Optional<Sentence> difference = difference(guest.last(), result);
                if (difference.isEmpty()) {
                    return Verdict.used(guest.last(), guest.problem());
                }
                guest.blame(otherNumbers(engine, difference.get()));
            }
        } while (next(guest));
        return leftOut(guest);
    }

    private Map<EngineChoice, Verdict> settle(EngineAttempts home, EngineAttempts guest)
            throws IOException, InterruptedException {
        Map<EngineChoice, Verdict> verdicts = new HashMap<>();
        boolean homeWorks = next(home);
        boolean guestWorks = next(guest);
        if (homeWorks && guestWorks) {
            compare(home, guest, verdicts);
        } else {
            verdicts.put(home.engine(), homeWorks ? alone(home) : leftOut(home));
            verdicts.put(guest.engine(), guestWorks ? alone(guest) : leftOut(guest));
        }
        return verdicts;
    }

    private void compare(EngineAttempts home, EngineAttempts guest, Map<EngineChoice, Verdict> verdicts)
            throws IOException, InterruptedException {
        do {
            Optional<Sentence> difference = difference(guest.last(), home.last());
            if (difference.isEmpty()) {
                verdicts.put(home.engine(), Verdict.used(home.last(), home.problem()));
                verdicts.put(guest.engine(), Verdict.used(guest.last(), guest.problem()));
                return;
            }
            guest.blame(otherNumbers(home, difference.get()));
        } while (next(guest));
        TrialResult homeFirst = home.last();
        while (next(home)) {
            for (TrialResult result : guest.results()) {
                if (difference(result, home.last()).isEmpty()) {
                    Sentence difference = difference(homeFirst, home.last()).orElse(Sentence.EMPTY);
                    verdicts.put(
                            home.engine(), Verdict.used(home.last(), Optional.of(otherNumbers(guest, difference))));
                    verdicts.put(guest.engine(), Verdict.used(result, Optional.empty()));
                    return;
                }
            }
        }
        undecided(home, guest, verdicts);
    }

    /** Neither agrees with the other in any way: the one that agrees with itself is believed. */
    private void undecided(EngineAttempts home, EngineAttempts guest, Map<EngineChoice, Verdict> verdicts)
            throws IOException {
        Optional<TrialResult> homeItself = home.consistent(comparison);
        Optional<TrialResult> guestItself = guest.consistent(comparison);
        boolean guestIsBelieved = homeItself.isEmpty() && guestItself.isPresent();
        EngineAttempts wrong = guestIsBelieved ? home : guest;
        EngineAttempts right = guestIsBelieved ? guest : home;
        Sentence difference = difference(wrong.last(), right.last()).orElse(Sentence.EMPTY);
        TrialResult believed = (guestIsBelieved ? guestItself : homeItself)
                .orElse(right.results().get(0));
        verdicts.put(right.engine(), Verdict.used(believed, Optional.empty()));
        verdicts.put(wrong.engine(), Verdict.leftOut(Optional.of(otherNumbers(right, difference)), true));
    }

    /** An engine without another one to compare it with, which has come to an end in one way. */
    private Verdict alone(EngineAttempts engine) throws IOException, InterruptedException {
        TrialResult first = engine.last();
        Optional<Sentence> before = engine.problem();
        if (first.onCard()) {
            return Verdict.used(first, before);
        }
        while (next(engine)) {
            Optional<TrialResult> consistent = engine.consistent(comparison);
            if (consistent.isPresent()) {
                return Verdict.used(
                        consistent.get(), consistent.get().way() == first.way() ? before : engine.problem());
            }
            engine.blame(Sentence.of("problem.benchmark.other-way"));
        }
        return engine.results().size() > 1
                ? Verdict.leftOut(Optional.of(Sentence.of("problem.benchmark.no-way-believed")), true)
                : Verdict.used(first, Optional.of(Sentence.of("problem.benchmark.not-compared")));
    }

    private static Verdict leftOut(EngineAttempts engine) {
        return Verdict.leftOut(engine.problem(), engine.isLasting());
    }

    private boolean next(EngineAttempts engine) throws IOException, InterruptedException {
        return engine.next(trials, work, family, folder, progress);
    }

    /** On a graphics card numbers are not compared: libraries round there as they like. */
    private Optional<Sentence> difference(TrialResult one, TrialResult other) throws IOException {
        return one.onCard() || other.onCard() ? Optional.empty() : comparison.difference(one, other);
    }

    private static Sentence otherNumbers(EngineAttempts than, Sentence difference) {
        return Sentence.of("problem.benchmark.other-numbers", than.engine().title(), difference);
    }
}
