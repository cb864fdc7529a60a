package org.resnetstudio.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.resnetstudio.engine.dl4j.Dl4jEngine;
import org.resnetstudio.engine.pytorch.PyTorchEngine;
import org.resnetstudio.image.Batch;
import org.resnetstudio.network.NetworkGraph;
import org.resnetstudio.weights.WeightInitializer;
import org.resnetstudio.weights.Weights;

/** Engines learn the same from soft targets, label smoothing and class weights. */
class LossesOfEnginesTest {
    private static final long SEED = 5;
    private static final int PICTURES = 8;

    @ParameterizedTest
    @ValueSource(strings = {"basic", "bottleneck", "mini"})
    void softTargetsSmoothingAndWeightsTeachBothTheSame(String name) throws EngineException {
        NetworkGraph graph = Networks.graph(Networks.reference(name).get("spec"));
        int classes = graph.spec().input().classes();
        List<Double> weights =
                IntStream.range(0, classes).mapToObj(c -> 0.5 + 0.75 * c).toList();
        CrossEntropyLoss loss = new CrossEntropyLoss(0.1, weights);
        Batch batch = Networks.noise(graph, PICTURES, SEED);
        List<LossFunction> losses = List.of(
                loss.ofLabels(batch.labels()),
                loss.ofProbabilities(mixed(batch, classes)),
                CrossEntropyLoss.PLAIN.ofProbabilities(mixed(batch, classes)));

        List<Double> dl4j = new ArrayList<>();
        List<Double> pytorch = new ArrayList<>();
        Weights one = train(Dl4jEngine.create(), graph, batch, losses, dl4j);
        Weights other = train(PyTorchEngine.create(), graph, batch, losses, pytorch);
        for (int i = 0; i < dl4j.size(); i++) {
            assertThat(pytorch.get(i)).as("loss %d with seed %d", i, SEED).isCloseTo(dl4j.get(i), within(1e-4));
        }
        for (String tensor : one.names()) {
            float[] a = one.get(tensor).values();
            float[] b = other.get(tensor).values();
            for (int i = 0; i < a.length; i++) {
                assertThat((double) b[i])
                        .as("%s[%d] with seed %d", tensor, i, SEED)
                        .isCloseTo(a[i], within(1e-3 * Math.max(1, Math.abs(a[i]))));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aLossForAnotherBatchIsRefusedAndTheNetworkGoesOn(boolean pytorch) throws EngineException {
        Engine engine = pytorch ? PyTorchEngine.create() : Dl4jEngine.create();
        NetworkGraph graph = Networks.graph(Networks.reference("basic").get("spec"));
        Batch batch = Networks.noise(graph, PICTURES, SEED);
        LossFunction shorter = CrossEntropyLoss.PLAIN.ofLabels(new int[PICTURES - 1]);
        try (TrainableNetwork network = engine.create(graph, WeightInitializer.initialize(graph, SEED), Networks.SGD);
                TrainableNetwork fresh =
                        engine.create(graph, WeightInitializer.initialize(graph, SEED), Networks.SGD)) {
            assertThatIllegalArgumentException().isThrownBy(() -> network.step(batch, shorter, 0.01));
            assertThat(network.step(batch, 0.01)).isEqualTo(fresh.step(batch, 0.01));
        }
    }

    /** Each picture belongs to its own class and, for a third, to the next one. */
    private static float[][] mixed(Batch batch, int classes) {
        float[][] targets = new float[batch.count()][classes];
        for (int row = 0; row < targets.length; row++) {
            targets[row][batch.labels()[row]] = 2 / 3f;
            targets[row][(batch.labels()[row] + 1) % classes] += 1 / 3f;
        }
        return targets;
    }

    private static Weights train(
            Engine engine, NetworkGraph graph, Batch batch, List<LossFunction> losses, List<Double> found)
            throws EngineException {
        try (TrainableNetwork network = engine.create(graph, WeightInitializer.initialize(graph, SEED), Networks.SGD)) {
            for (LossFunction loss : losses) {
                found.add(network.step(batch, loss, 0.01).loss());
            }
            return network.weights();
        }
    }
}
