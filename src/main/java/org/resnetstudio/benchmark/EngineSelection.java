package org.resnetstudio.benchmark;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.resnetstudio.engine.Way;
import org.resnetstudio.job.EngineChoice;
import org.resnetstudio.problem.Sentence;

/**
 * The engine that a network is trained with on this machine.
 *
 * @param engine not {@link EngineChoice#AUTO}
 * @param way how it computes
 * @param sentence what is chosen, and how fast each engine is
 * @param notes what people should know of the engines, a sentence each; none where both compute right in their usual ways
 */
public record EngineSelection(EngineChoice engine, Way way, String sentence, List<Sentence> notes) {
    public EngineSelection {
        notes = List.copyOf(notes);
    }

    static EngineSelection of(EngineChoice wanted, Map<EngineChoice, Verdict> verdicts) throws UnusableEngineException {
        EngineChoice engine = wanted.isAuto() ? fastest(verdicts) : wanted;
        Verdict verdict = verdicts.get(engine);
        if (verdict == null) {
            // an engine that is not installed: loading it gives the sentence
            return new EngineSelection(engine, Way.DIRECT, "Training with " + engine.title() + ".", List.of());
        }
        if (verdict.way().isEmpty()) {
            throw new UnusableEngineException(
                    wanted.isAuto()
                            ? leftOut(engine, verdict)
                            : Sentence.of("problem.benchmark.wanted-left-out", leftOut(engine, verdict)));
        }
        List<Sentence> notes = new ArrayList<>();
        verdicts.forEach((other, found) -> {
            if (found.way().isEmpty() && wanted.isAuto()) {
                notes.add(leftOut(other, found));
            } else if (other.equals(engine)) {
                note(other, found).ifPresent(notes::add);
            }
        });
        return new EngineSelection(engine, verdict.way().get(), sentence(wanted, engine, verdicts), notes);
    }

    /** Of those that compute right; the first of all if there is none, whose reason is then told. */
    private static EngineChoice fastest(Map<EngineChoice, Verdict> verdicts) {
        Optional<EngineChoice> fastest = verdicts.entrySet().stream()
                .filter(verdict -> verdict.getValue().way().isPresent())
                .max(Comparator.comparingDouble(
                        verdict -> verdict.getValue().imagesPerSecond().orElse(0)))
                .map(Map.Entry::getKey);
        return fastest.orElse(verdicts.keySet().iterator().next());
    }

    private static String sentence(EngineChoice wanted, EngineChoice engine, Map<EngineChoice, Verdict> verdicts) {
        List<String> figures = new ArrayList<>();
        verdicts.forEach((other, verdict) -> verdict.imagesPerSecond()
                .ifPresent(rate -> figures.add(String.format(Locale.ROOT, "%s %.0f images/s", other.title(), rate))));
        boolean compared = wanted.isAuto() && figures.size() > 1;
        return "Training with " + engine.title() + (compared ? ": " + String.join(", ", figures) : "") + ".";
    }

    /** How an engine that is used computes, and why; empty if in its usual way, and compared. */
    static Optional<Sentence> note(EngineChoice engine, Verdict verdict) {
        Way way = verdict.way().orElseThrow();
        Optional<Sentence> why = verdict.reason().map(EngineSelection::sentence);
        return way == Way.DIRECT
                ? why.map(reason -> Sentence.of("problem.benchmark.note", engine.title(), reason))
                : Optional.of(Sentence.of(
                        "problem.benchmark.other-way-taken", engine.title(), way.words(), why.orElse(Sentence.EMPTY)));
    }

    /** Why an engine is not used. */
    static Sentence leftOut(EngineChoice engine, Verdict verdict) {
        return Sentence.of("problem.benchmark.left-out", engine.title(), reason(verdict));
    }

    /** A reason that can stand alone: what an engine says itself is a sentence, and everything else begins with a verb. */
    static Sentence reason(Verdict verdict) {
        Sentence reason = verdict.reason().orElse(Sentence.EMPTY);
        String english = reason.english();
        boolean own = !english.isEmpty() && Character.isUpperCase(english.codePointAt(0));
        return own ? sentence(reason) : Sentence.of("problem.benchmark.it", sentence(reason));
    }

    private static Sentence sentence(Sentence reason) {
        return reason.english().endsWith(".") ? reason : Sentence.of("problem.benchmark.stop", reason);
    }
}
