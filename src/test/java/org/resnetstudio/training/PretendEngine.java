package org.resnetstudio.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import org.resnetstudio.engine.Device;
import org.resnetstudio.engine.Engine;
import org.resnetstudio.engine.FeatureExtractor;
import org.resnetstudio.engine.LossFunction;
import org.resnetstudio.engine.OptimizerSettings;
import org.resnetstudio.engine.TrainableNetwork;
import org.resnetstudio.image.Batch;
import org.resnetstudio.network.NetworkGraph;
import org.resnetstudio.weights.Tensor;
import org.resnetstudio.weights.Weights;

/**
 * An engine whose "weights" are one number that every pixel of every batch changes, so that any difference in pictures, order,
 * augmentation, learning rate or state shows in it.
 */
final class PretendEngine implements Engine {
    final List<Integer> batchSizes = new ArrayList<>();
    private final IntToDoubleFunction lossOfStep;

    /** @param lossOfStep the loss by the number of the update, from 1 */
    PretendEngine(IntToDoubleFunction lossOfStep) {
        this.lossOfStep = lossOfStep;
    }

    @Override
    public String name() {
        return "pretend";
    }

    @Override
    public String description() {
        return "Pretend 1.0";
    }

    @Override
    public Device device() {
        return new Device(Device.Kind.CPU, "Paper and pencil", 1);
    }

    @Override
    public TrainableNetwork create(NetworkGraph graph, Weights weights, OptimizerSettings optimizer) {
        return new Network(weights);
    }

    @Override
    public FeatureExtractor extractor(NetworkGraph front, Weights weights) {
        throw new UnsupportedOperationException("Nothing is frozen here.");
    }

    private final class Network implements TrainableNetwork {
        private Weights weights;
        private float momentum;
        private float sum;
        private int steps;

        Network(Weights weights) {
            this.weights = weights;
        }

        @Override
        public StepResult accumulate(Batch batch, LossFunction loss) {
            batchSizes.add(batch.count());
            for (int i = 0; i < batch.images().limit(); i++) {
                sum += batch.images().get(i) * (i % 7 + 1);
            }
            return new StepResult(lossOfStep.applyAsDouble(++steps), batch.count() / 2);
        }

        @Override
        public void update(double learningRate) {
            momentum = 0.9f * momentum + sum;
            sum = 0;
            Map<String, Tensor> changed = new LinkedHashMap<>(weights.tensors());
            String first = changed.keySet().iterator().next();
            float[] values = changed.get(first).values().clone();
            values[0] += (float) learningRate * momentum;
            changed.put(first, new Tensor(changed.get(first).shape(), values));
            weights = new Weights(changed);
        }

        @Override
        public float[][] predict(Batch batch) {
            float value = Math.abs(weights.tensors().values().iterator().next().values()[0]);
            float share = value / (1 + value);
            float[][] rows = new float[batch.count()][];
            for (int i = 0; i < rows.length; i++) {
                rows[i] = new float[] {share, 1 - share};
            }
            return rows;
        }

        @Override
        public Weights weights() {
            return weights;
        }

        @Override
        public void setWeights(Weights other) {
            weights = other;
        }

        @Override
        public Weights optimizerState() {
            Map<String, Tensor> state = new LinkedHashMap<>();
            state.put("momentum", Tensor.vector(momentum));
            state.put("step", Tensor.vector(steps));
            return new Weights(state);
        }

        @Override
        public void setOptimizerState(Weights state) {
            momentum = state.get("momentum").values()[0];
            steps = (int) state.get("step").values()[0];
        }

        @Override
        public void close() {}
    }
}
