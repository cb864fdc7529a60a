package org.resnetstudio.benchmark;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.resnetstudio.engine.Way;
import org.resnetstudio.job.EngineChoice;

/**
 * The engine that a network is trained with on this machine.
 *
 * @param engine not {@link EngineChoice#AUTO}
 * @param way how it computes
 * @param sentence what is chosen, and how fast each engine is
 * @param notes what people should know of the engines, a sentence each; none where both compute right in their usual ways
 */
public record EngineSelection(EngineChoice engine, Way way, String sentence, List<String> notes) {
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
                    leftOut(engine, verdict) + (wanted.isAuto() ? "" : " Train with --engine auto or another engine."));
        }
        List<String> notes = new ArrayList<>();
        verdicts.forEach((other, found) -> {
            if (found.way().isEmpty() && wanted.isAuto()) {
                notes.add(leftOut(other, found));
            } else if (other.equals(engine) && !note(other, found).isEmpty()) {
                notes.add(note(other, found));
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
    static String note(EngineChoice engine, Verdict verdict) {
        Way way = verdict.way().orElseThrow();
        if (way != Way.DIRECT) {
            return engine.title() + " computes " + way.words() + " on this computer, because in its usual way it "
                    + sentence(verdict.reason());
        }
        return verdict.reason().isEmpty() ? "" : engine.title() + " " + sentence(verdict.reason());
    }

    /** Why an engine is not used. */
    static String leftOut(EngineChoice engine, Verdict verdict) {
        return engine.title() + " cannot be used here: " + reason(verdict.reason());
    }

    /** A reason that can stand alone: what an engine says itself is a sentence, and everything else begins with a verb. */
    static String reason(String reason) {
        boolean own = !reason.isEmpty() && Character.isUpperCase(reason.codePointAt(0));
        return (own ? "" : "it ") + sentence(reason);
    }

    private static String sentence(String reason) {
        return reason.endsWith(".") ? reason : reason + ".";
    }
}
