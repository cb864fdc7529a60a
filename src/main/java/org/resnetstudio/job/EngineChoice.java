package org.resnetstudio.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.resnetstudio.engine.EngineProvider;
import org.resnetstudio.engine.Engines;
import org.resnetstudio.problem.InvalidValueException;

/**
 * Which deep-learning library trains: what {@code --engine} takes. Two with one short name are equal.
 *
 * @param shortName as typed, and as runs keep it
 * @param title as people know it
 */
public record EngineChoice(String shortName, String title) {
    /** The fastest one that works on this machine. */
    public static final EngineChoice AUTO = new EngineChoice("auto", "the faster engine");

    /** The engine of a provider. */
    public static EngineChoice of(EngineProvider provider) {
        return new EngineChoice(provider.shortName(), provider.title());
    }

    /** The choices that name an engine, the home engine first. */
    public static List<EngineChoice> engines() {
        return Engines.ofThisProgram().all().stream().map(EngineChoice::of).toList();
    }

    /** All choices, {@link #AUTO} first. */
    public static List<EngineChoice> all() {
        List<EngineChoice> all = new ArrayList<>(List.of(AUTO));
        all.addAll(engines());
        return all;
    }

    /** The engine that is believed where nothing else decides. */
    public static EngineChoice home() {
        return of(Engines.ofThisProgram().home());
    }

    /** The choice of that short name, in upper or lower case; empty if this studio has no such engine. */
    public static Optional<EngineChoice> find(String shortName) {
        return AUTO.shortName.equalsIgnoreCase(shortName)
                ? Optional.of(AUTO)
                : Engines.ofThisProgram().find(shortName).map(EngineChoice::of);
    }

    /**
     * The choice of that short name, in upper or lower case.
     *
     * @throws InvalidValueException with a sentence that lists the engines, if this studio has no such one
     */
    public static EngineChoice named(String shortName) {
        return find(shortName).orElseGet(() -> of(Engines.ofThisProgram().named(shortName)));
    }

    /** The engine of that short name in a record of a run, which may be of another studio's. */
    public static EngineChoice recorded(String shortName) {
        return find(shortName).orElseGet(() -> new EngineChoice(shortName, shortName));
    }

    /** Whether it names no engine. */
    public boolean isAuto() {
        return equals(AUTO);
    }

    /**
     * What there is to know of the engine without loading it.
     *
     * @throws InvalidValueException if this studio has no such engine
     */
    public EngineProvider provider() {
        return Engines.ofThisProgram().named(shortName);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EngineChoice choice && choice.shortName.equals(shortName);
    }

    @Override
    public int hashCode() {
        return shortName.hashCode();
    }
}
