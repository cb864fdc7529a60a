package org.resnetstudio.engine;

import java.util.List;
import java.util.Optional;
import org.resnetstudio.network.TrainingMemory;
import org.resnetstudio.problem.Sentence;

/** An engine that has no libraries and computes nothing. */
record PretendProvider(String shortName, int order, List<String> libraries, Optional<CudaSupport> cuda)
        implements EngineProvider {
    static PretendProvider named(String shortName, int order, String... libraries) {
        return new PretendProvider(shortName, order, List.of(libraries), Optional.empty());
    }

    @Override
    public String title() {
        return "The engine " + shortName;
    }

    @Override
    public Optional<Sentence> missing() {
        return Optional.of(Sentence.inWords("nobody wrote it"));
    }

    @Override
    public List<Way> ways() {
        return List.of(Way.DIRECT);
    }

    @Override
    public TrainingMemory memory(Device.Kind kind) {
        return new TrainingMemory(1, 9, 1);
    }

    @Override
    public EngineReport probe() throws EngineException {
        EngineLibraries.require(this);
        throw new AssertionError("refused");
    }

    @Override
    public Engine open(Device.Kind wanted, Way way) throws EngineException {
        EngineLibraries.require(this);
        throw new AssertionError("refused");
    }
}
