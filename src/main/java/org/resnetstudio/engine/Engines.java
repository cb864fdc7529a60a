package org.resnetstudio.engine;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import org.resnetstudio.network.TrainingMemory;
import org.resnetstudio.problem.InvalidValueException;
import org.resnetstudio.problem.Sentence;

/** The engines that this program was built with, whether or not their libraries are there. Immutable. */
public final class Engines {
    private final List<EngineProvider> all;

    /**
     * Of these providers, in their order.
     *
     * @throws IllegalArgumentException if there are none, or two have one name
     */
    public Engines(List<EngineProvider> providers) {
        all = providers.stream()
                .sorted(Comparator.comparingInt(EngineProvider::order).thenComparing(EngineProvider::shortName))
                .toList();
        Set<String> names = new HashSet<>();
        if (all.isEmpty() || !all.stream().map(EngineProvider::shortName).allMatch(names::add)) {
            throw new IllegalArgumentException("Engines need names of their own, and at least one is needed: "
                    + all.stream().map(EngineProvider::shortName).toList());
        }
    }

    /** Those that {@code META-INF/services} lists. */
    public static Engines ofThisProgram() {
        return Known.ENGINES;
    }

    /** All of them, the home engine first. */
    public List<EngineProvider> all() {
        return all;
    }

    /** The engine that is believed where nothing else decides. */
    public EngineProvider home() {
        return all.get(0);
    }

    /** The engine for graphics cards: of those whose CUDA libraries are there, the last; empty if none has them. */
    public Optional<EngineProvider> forCards() {
        return all.stream()
                .filter(engine -> engine.cuda().filter(CudaSupport::installed).isPresent())
                .reduce((first, second) -> second);
    }

    /** The engine of that short name, in upper or lower case. */
    public Optional<EngineProvider> find(String shortName) {
        String name = shortName.toLowerCase(Locale.ROOT);
        return all.stream().filter(engine -> engine.shortName().equals(name)).findFirst();
    }

    /**
     * The engine of that short name.
     *
     * @throws InvalidValueException with a sentence that lists those that there are, if there is no such one
     */
    public EngineProvider named(String shortName) {
        return find(shortName)
                .orElseThrow(() -> new InvalidValueException(Sentence.of(
                        "problem.engine.no-engine",
                        shortName,
                        all.stream().map(EngineProvider::shortName).collect(Collectors.joining(", ")))));
    }

    /** What training takes at most of a kind of device, whichever engine is used. */
    public TrainingMemory mostMemory(Device.Kind kind) {
        return all.stream()
                .map(engine -> engine.memory(kind))
                .reduce(TrainingMemory::orMore)
                .orElseThrow();
    }

    /** Looked up once: the providers do not change while the program runs. */
    private static final class Known {
        static final Engines ENGINES =
                new Engines(ServiceLoader.load(EngineProvider.class, Engines.class.getClassLoader()).stream()
                        .map(ServiceLoader.Provider::get)
                        .toList());
    }
}
