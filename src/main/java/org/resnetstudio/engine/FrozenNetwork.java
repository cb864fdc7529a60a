package org.resnetstudio.engine;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.resnetstudio.image.Batch;
import org.resnetstudio.network.NetworkGraph;
import org.resnetstudio.network.Shape;
import org.resnetstudio.problem.InvalidValueException;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.weights.Weights;

/**
 * A network whose front part is frozen: it is used as it is, batch norm with its stored statistics, and only the rest learns. What the
 * front part makes of a picture is kept where that very picture comes again, as far as the memory goes.
 */
public final class FrozenNetwork implements TrainableNetwork {
    private final Weights frontWeights;
    private final FeatureExtractor front;
    private final NetworkGraph backGraph;
    private final TrainableNetwork back;
    private final Freezing freezing;
    private final KeptFeatures kept;
    private FloatBuffer features = FloatBuffer.allocate(0);
    private FloatBuffer pictures = FloatBuffer.allocate(0);

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
        this.kept = new KeptFeatures(Math.toIntExact(backGraph.input().output().elements()), freezing.mostKeptBytes());
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
     * @param keptVariants up to which number augmented variants come again, so that keeping what is made of them pays: 0 for none;
     *     samples as they are always come again
     * @param mostKeptBytes how much memory may be filled with what the front part puts out
     */
    public record Freezing(int stages, int keptVariants, long mostKeptBytes) {}

    @Override
    public StepResult accumulate(Batch part, LossFunction loss) throws EngineException {
        return back.accumulate(features(part), loss);
    }

    @Override
    public void update(double learningRate) throws EngineException {
        back.update(learningRate);
    }

    @Override
    public float[][] predict(Batch batch) throws EngineException {
        return back.predict(features(batch));
    }

    private Batch features(Batch batch) throws EngineException {
        Shape shape = backGraph.input().output();
        int size = Math.toIntExact(shape.elements());
        long most = Integer.MAX_VALUE / ((long) Float.BYTES * size);
        if (batch.count() > most) {
            throw new InvalidValueException(
                    most == 0
                            ? Sentence.of("problem.engine.frozen-pictures", batch.count())
                            : Sentence.of("problem.engine.frozen-batch", batch.count(), most));
        }
        features = Batch.memory(features, batch.count() * size);
        int[] missing = takeKept(batch, size);
        if (missing.length > 0) {
            compute(batch, missing, size);
        }
        return new Batch(
                batch.count(),
                shape.channels(),
                shape.height(),
                shape.width(),
                features.slice(0, batch.count() * size),
                batch.labels(),
                batch.sampleIndices(),
                batch.variant());
    }

    /** Fills in what is kept; returns the positions of the other pictures, in ascending order. */
    private int[] takeKept(Batch batch, int size) {
        int[] missing = new int[batch.count()];
        int count = 0;
        for (int position = 0; position < batch.count(); position++) {
            float[] known = kept.find(batch.sampleIndices()[position], batch.variant());
            if (known == null) {
                missing[count++] = position;
            } else {
                features.put(position * size, known);
            }
        }
        // libtorch adds up in another order for one picture alone: beside a second one it has the bits of any larger
        // batch.
        if (count == 1 && batch.count() > 1) {
            missing[0] = Math.max(0, missing[0] - 1);
            missing[1] = missing[0] + 1;
            count = 2;
        }
        return Arrays.copyOf(missing, count);
    }

    private void compute(Batch batch, int[] positions, int size) throws EngineException {
        float[] computed = front.features(positions.length == batch.count() ? batch : part(batch, positions));
        for (int i = 0; i < positions.length; i++) {
            features.put(positions[i] * size, computed, i * size, size);
            if (batch.variant() <= freezing.keptVariants()) {
                kept.keep(batch.sampleIndices()[positions[i]], batch.variant(), computed, i * size);
            }
        }
    }

    private Batch part(Batch batch, int[] positions) {
        int size = batch.images().limit() / batch.count();
        pictures = Batch.memory(pictures, positions.length * size);
        int[] labels = new int[positions.length];
        int[] samples = new int[positions.length];
        for (int i = 0; i < positions.length; i++) {
            pictures.put(i * size, batch.images(), positions[i] * size, size);
            labels[i] = batch.labels()[positions[i]];
            samples[i] = batch.sampleIndices()[positions[i]];
        }
        return new Batch(
                positions.length,
                batch.channels(),
                batch.heightPx(),
                batch.widthPx(),
                pictures.slice(0, positions.length * size),
                labels,
                samples,
                batch.variant());
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
