package org.resnetstudio.engine;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.resnetstudio.image.Batch;
import org.resnetstudio.network.NetworkGraph;
import org.resnetstudio.network.Shape;
import org.resnetstudio.weights.Weights;

/**
 * A network whose front part is frozen: it is used as it is, batch norm with its stored statistics, and only the rest learns. What the
 * front part makes of a picture is kept where the picture is the same in every epoch, as far as the memory goes.
 */
public final class FrozenNetwork implements TrainableNetwork {
    private final Weights frontWeights;
    private final FeatureExtractor front;
    private final NetworkGraph backGraph;
    private final TrainableNetwork back;
    private final Freezing freezing;
    private final Map<Integer, float[]> kept = new HashMap<>();
    private FloatBuffer buffer = FloatBuffer.allocate(0);

    private FrozenNetwork(
            Weights frontWeights,
            FeatureExtractor front,
            NetworkGraph backGraph,
            TrainableNetwork back,
            Freezing freezing) {
        this.frontWeights = frontWeights;
        this.front = front;
        this.backGraph = backGraph;
        this.back = back;
        this.freezing = freezing;
    }

    /**
     * Builds such a network.
     *
     * @throws EngineException if the engine cannot build it
     */
    public static FrozenNetwork create(
            Engine engine, NetworkGraph graph, Weights weights, OptimizerSettings optimizer, Freezing freezing)
            throws EngineException {
        NetworkGraph.Split split = graph.split(freezing.stages());
        Weights frontWeights = weights.of(split.front());
        FeatureExtractor front = engine.extractor(split.front(), frontWeights);
        try {
            TrainableNetwork back = engine.create(split.back(), weights.of(split.back()), optimizer);
            return new FrozenNetwork(frontWeights, front, split.back(), back, freezing);
        } catch (EngineException | RuntimeException | Error e) {
            front.close();
            throw e;
        }
    }

    /**
     * What is frozen, and how.
     *
     * @param stages at least 1, see {@link NetworkGraph#split}
     * @param samePictures whether a sample's picture is the same in every training step, that is without augmentation
     * @param mostKeptBytes how much memory may be filled with what the front part puts out
     */
    public record Freezing(int stages, boolean samePictures, long mostKeptBytes) {}

    @Override
    public StepResult step(Batch batch, double learningRate) throws EngineException {
        return back.step(features(batch, freezing.samePictures()), learningRate);
    }

    /** Pictures are never augmented here. */
    @Override
    public float[][] predict(Batch batch) throws EngineException {
        return back.predict(features(batch, true));
    }

    private Batch features(Batch batch, boolean same) throws EngineException {
        Shape features = backGraph.input().output();
        int size = Math.toIntExact(features.elements());
        int values = Math.multiplyExact(batch.count(), size);
        if (buffer.capacity() < values) {
            buffer = ByteBuffer.allocateDirect(Math.multiplyExact(values, Float.BYTES))
                    .order(ByteOrder.nativeOrder())
                    .asFloatBuffer();
        }
        buffer.clear();
        if (!same || !allKept(batch)) {
            float[] computed = front.features(batch);
            buffer.put(computed);
            if (same) {
                keep(batch, computed, size);
            }
        } else {
            for (int sample : batch.sampleIndices()) {
                buffer.put(kept.get(sample));
            }
        }
        buffer.flip();
        FloatBuffer exact = buffer.slice();
        return new Batch(
                batch.count(),
                features.channels(),
                features.height(),
                features.width(),
                exact,
                batch.labels(),
                batch.sampleIndices());
    }

    private boolean allKept(Batch batch) {
        for (int sample : batch.sampleIndices()) {
            if (!kept.containsKey(sample)) {
                return false;
            }
        }
        return true;
    }

    private void keep(Batch batch, float[] computed, int size) {
        for (int i = 0;
                i < batch.count() && (long) (kept.size() + 1) * size * Float.BYTES <= freezing.mostKeptBytes();
                i++) {
            kept.put(batch.sampleIndices()[i], Arrays.copyOfRange(computed, i * size, (i + 1) * size));
        }
    }

    @Override
    public Weights weights() {
        return frontWeights.plus(back.weights());
    }

    /**
     * Replaces the weights of the part that learns.
     *
     * @throws IllegalArgumentException if they do not fit the graph
     */
    @Override
    public void setWeights(Weights weights) {
        back.setWeights(weights.of(backGraph));
    }

    @Override
    public Weights optimizerState() {
        return back.optimizerState();
    }

    @Override
    public void setOptimizerState(Weights state) {
        back.setOptimizerState(state);
    }

    @Override
    public void close() {
        back.close();
        front.close();
    }
}
