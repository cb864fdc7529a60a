package org.resnetstudio.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.resnetstudio.engine.Engine;
import org.resnetstudio.engine.EngineException;
import org.resnetstudio.engine.OptimizerSettings;
import org.resnetstudio.engine.TrainableNetwork;
import org.resnetstudio.image.Batch;
import org.resnetstudio.network.NetworkGraph;
import org.resnetstudio.network.Node;
import org.resnetstudio.network.Operation;
import org.resnetstudio.weights.Safetensors;
import org.resnetstudio.weights.Tensor;
import org.resnetstudio.weights.WeightInitializer;
import org.resnetstudio.weights.Weights;

/** Trains a network for three steps from given weights on a given batch of noise, to be compared with another engine that does the same. */
public final class EngineTrial {
    /** Updates that are compared. */
    static final int STEPS = 3;

    private static final long SEED = 1;
    /** Of all blocks' own ways together, in the output of the last one. */
    private static final double SHARE_OF_BLOCKS = 0.8;

    private static final double MOST_OF_A_BLOCK = 0.1;

    private static final double LEARNING_RATE = 2e-4;
    private static final OptimizerSettings SGD = new OptimizerSettings(OptimizerSettings.Kind.SGD, 0.9, 5e-4);

    private EngineTrial() {}

    /**
     * The weights that every engine begins with. Each block begins close to its shortcut: in deep networks with random weights the last
     * bits of a sum grow to per cents of a gradient from block to block, and would hide an engine's faults.
     */
    static Weights firstWeights(NetworkGraph graph) {
        Map<String, Tensor> tensors =
                new LinkedHashMap<>(WeightInitializer.initialize(graph, SEED).tensors());
        long blocks = graph.nodes().stream()
                .filter(node -> node.operation() instanceof Operation.Add)
                .count();
        float share = (float) Math.min(MOST_OF_A_BLOCK, SHARE_OF_BLOCKS / Math.max(1, blocks));
        for (Node node : graph.nodes()) {
            if (node.operation() instanceof Operation.Add) {
                Node last = graph.node(node.inputs().get(0));
                if (last.operation() instanceof Operation.ChannelGate) {
                    last = graph.node(last.inputs().get(0));
                }
                boolean gamma = last.operation() instanceof Operation.BatchNorm;
                tensors.computeIfPresent(last.name() + ".weight", (name, weight) -> small(weight, gamma, share));
            }
        }
        return new Weights(tensors);
    }

    private static Tensor small(Tensor weight, boolean gamma, float share) {
        float[] values = weight.values().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] = gamma ? share : share * values[i];
        }
        return new Tensor(weight.shape(), values);
    }

    /**
     * Trains.
     *
     * @param file gets the weights after the last step
     * @return the loss of each step, before its update
     * @throws EngineException if the engine fails
     * @throws IOException if the weights cannot be written
     */
    public static List<Double> run(Engine engine, TrialWork work, Path file) throws EngineException, IOException {
        NetworkGraph graph = NetworkGraph.compile(work.network());
        Batch batch = TrainingBenchmark.noise(graph, work.pictures());
        List<Double> losses = new ArrayList<>();
        try (TrainableNetwork network = engine.create(graph, firstWeights(graph), SGD)) {
            for (int step = 0; step < STEPS; step++) {
                losses.add(network.step(batch, LEARNING_RATE).loss());
            }
            Safetensors.write(file, network.weights(), Map.of());
        }
        return losses;
    }
}
