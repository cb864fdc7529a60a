package org.resnetstudio.engine;

import java.util.ArrayList;
import java.util.List;
import org.resnetstudio.image.Batch;
import org.resnetstudio.network.NetworkGraph;
import org.resnetstudio.weights.Weights;

/** A real engine that notes which pictures its frozen parts looked at. */
public final class WatchedEngine implements Engine {
    private final Engine engine;
    private final List<Seen> seen = new ArrayList<>();

    /**
     * A picture that a frozen part looked at.
     *
     * @param sample of the dataset
     * @param variant see {@link Batch#variant}
     */
    public record Seen(int sample, int variant) {}

    public WatchedEngine(Engine engine) {
        this.engine = engine;
    }

    /** The pictures since the last call, in their order. */
    public List<Seen> takeSeen() {
        List<Seen> taken = List.copyOf(seen);
        seen.clear();
        return taken;
    }

    @Override
    public String name() {
        return engine.name();
    }

    @Override
    public String description() {
        return engine.description();
    }

    @Override
    public Device device() {
        return engine.device();
    }

    @Override
    public TrainableNetwork create(NetworkGraph graph, Weights weights, OptimizerSettings optimizer)
            throws EngineException {
        return engine.create(graph, weights, optimizer);
    }

    @Override
    public FeatureExtractor extractor(NetworkGraph front, Weights weights) throws EngineException {
        FeatureExtractor extractor = engine.extractor(front, weights);
        return new FeatureExtractor() {
            @Override
            public float[] features(Batch batch) throws EngineException {
                for (int sample : batch.sampleIndices()) {
                    seen.add(new Seen(sample, batch.variant()));
                }
                return extractor.features(batch);
            }

            @Override
            public void close() {
                extractor.close();
            }
        };
    }
}
