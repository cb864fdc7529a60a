package org.resnetstudio.engine;

import java.util.List;
import java.util.Optional;
import org.resnetstudio.network.TrainingMemory;
import org.resnetstudio.problem.Sentence;

/**
 * What a deep-learning library offers, told without loading it. Found by {@link java.util.ServiceLoader}, so that nothing outside of its
 * package names one: a new engine is a package with a provider, a line in {@code META-INF/services}, and its libraries in the build.
 *
 * <p>A provider loads, and answers everything but {@link #probe} and {@link #open}, in a process without any of its libraries: it refers to
 * their classes by name only, and reads their resources through {@link EngineLibraries#resources}.
 */
public interface EngineProvider {
    /** As typed on the command line and kept in runs; lower-case letters and digits. */
    String shortName();

    /** As people know it. */
    String title();

    /**
     * Its place in lists. The lowest is the home engine, which is believed where nothing else decides; of engines that can use a graphics
     * card the highest is taken.
     */
    int order();

    /**
     * Patterns of the file names of the jars that this engine needs, such as {@code pytorch-*.jar}. Processes for engines that do not claim
     * them, too, are started without.
     */
    List<String> libraries();

    /** Beginnings of the names of environment variables that change what its libraries compute. */
    default List<String> variables() {
        return List.of();
    }

    /** What this installation lacks, a clause such as {@code libtorch does not exist for this system}; empty if the engine is there. */
    Optional<Sentence> missing();

    /** The ways in which it can compute on a processor, each safer and slower than the one before; at least one. */
    List<Way> ways();

    /** The first way that need not be tried in vain on this machine. */
    default Way firstWay() {
        return ways().get(0);
    }

    /** What is known against the ways before {@link #firstWay} here, to complete "in its usual way it …"; empty if nothing is. */
    default Optional<Sentence> knownProblem() {
        return Optional.empty();
    }

    /** What it can do on NVIDIA's graphics cards; empty if nothing, whatever the build. */
    default Optional<CudaSupport> cuda() {
        return Optional.empty();
    }

    /** Whether the next start takes minutes, because gigabytes are still to be unpacked. */
    default boolean mustUnpack() {
        return false;
    }

    /** What training takes of the memory of a kind of device. */
    TrainingMemory memory(Device.Kind kind);

    /**
     * Loads the library into this process and asks it. It may take the process down with it.
     *
     * @throws EngineException if it does not work here
     */
    EngineReport probe() throws EngineException;

    /**
     * Loads the library into this process.
     *
     * @param wanted {@code CUDA} takes the first graphics card if the library can compute on it, and else the processor; a process that has
     *     loaded it may stay with its first choice
     * @param way how to compute on a processor, one of {@link #ways}; a process may stay with its first choice here, too
     * @throws EngineException if it cannot be loaded on this machine
     */
    Engine open(Device.Kind wanted, Way way) throws EngineException;
}
