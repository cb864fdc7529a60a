package org.resnetstudio.engine.dl4j;

import java.util.Arrays;
import org.resnetstudio.engine.EngineException;
import org.resnetstudio.engine.Networks;
import org.resnetstudio.engine.TrainableNetwork;
import org.resnetstudio.network.NetworkGraph;
import org.resnetstudio.weights.Tensor;
import org.resnetstudio.weights.WeightInitializer;

/** Trains a little from a fixed seed and prints a hash over all bits of the weights; run in processes of its own. */
public final class TrainingFingerprint {
    private TrainingFingerprint() {}

    /** Prints one line. */
    public static void main(String[] args) throws EngineException {
        System.out.println("fingerprint " + compute());
    }

    static int compute() throws EngineException {
        NetworkGraph graph = Networks.graph(Networks.reference("bottleneck").get("spec"));
        try (TrainableNetwork network =
                Dl4jEngine.create().create(graph, WeightInitializer.initialize(graph, 7), Networks.SGD)) {
            for (int step = 0; step < 3; step++) {
                network.step(Networks.noise(graph, 8, step), 0.05);
            }
            int hash = 1;
            for (Tensor tensor : network.weights().tensors().values()) {
                hash = 31 * hash + Arrays.hashCode(tensor.values());
            }
            return hash;
        }
    }
}
