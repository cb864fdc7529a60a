package org.resnetstudio.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.resnetstudio.engine.dl4j.Dl4jEngine;
import org.resnetstudio.engine.pytorch.PyTorchEngine;
import org.resnetstudio.network.NetworkGraph;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.weights.WeightInitializer;
import org.resnetstudio.weights.Weights;

/** An engine learns the same in each of its ways, and the same bits whether other programs need the processor or not. */
class WaysTest {
    private static final long SEED = 11;

    static Stream<Named<Engine>> engines() throws EngineException {
        return Stream.of(Named.of("dl4j", Dl4jEngine.create()), Named.of("pytorch", PyTorchEngine.create()));
    }

    @ParameterizedTest
    @MethodSource("org.resnetstudio.engine.Networks#names")
    void matrixProductsLearnTheSame(String name) throws EngineException {
        NetworkGraph graph = Networks.graph(Networks.reference(name).get("spec"));
        Engine products = PyTorchEngine.create(Device.Kind.CPU, Way.MATRIX_PRODUCTS);
        assertThat(products.way()).isEqualTo(Way.MATRIX_PRODUCTS);
        List<Double> expected = new ArrayList<>();
        List<Double> losses = new ArrayList<>();
        Weights other = train(Dl4jEngine.create(), graph, expected);
        Weights weights = train(products, graph, losses);
        assertThat(losses.get(0)).as("seed %d", SEED).isCloseTo(expected.get(0), within(1e-5));
        for (String tensor : other.names()) {
            float[] a = weights.get(tensor).values();
            float[] b = other.get(tensor).values();
            for (int i = 0; i < b.length; i++) {
                assertThat((double) a[i])
                        .as("%s[%d] with seed %d", tensor, i, SEED)
                        .isCloseTo(b[i], within(1e-3 * Math.max(1, Math.abs(b[i]))));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void yieldingChangesNoBit(Engine engine) throws EngineException {
        NetworkGraph graph = Networks.graph(Networks.reference("bottleneck").get("spec"));
        Weights busily = train(engine, graph, new ArrayList<>());
        engine.setYielding(true);
        engine.setYielding(true);
        Weights yielding = train(engine, graph, new ArrayList<>());
        engine.setYielding(false);
        Weights again = train(engine, graph, new ArrayList<>());
        for (String tensor : busily.names()) {
            assertThat(yielding.get(tensor).values())
                    .as(tensor)
                    .containsExactly(busily.get(tensor).values());
            assertThat(again.get(tensor).values())
                    .as(tensor)
                    .containsExactly(busily.get(tensor).values());
        }
    }

    @Test
    void eachWayHasItsNameAndItsWords() {
        for (Way way : Way.values()) {
            assertThat(Way.named(way.shortName())).isEqualTo(way);
            assertThat(way.words().equals(Sentence.EMPTY)).isEqualTo(way == Way.DIRECT);
        }
    }

    private static Weights train(Engine engine, NetworkGraph graph, List<Double> losses) throws EngineException {
        try (TrainableNetwork network = engine.create(graph, WeightInitializer.initialize(graph, SEED), Networks.SGD)) {
            for (int step = 0; step < 6; step++) {
                losses.add(network.step(Networks.noise(graph, 8, SEED + step), 0.01)
                        .loss());
            }
            return network.weights();
        }
    }
}
