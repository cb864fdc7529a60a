package org.resnetstudio.engine.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.resnetstudio.engine.EngineException;
import org.resnetstudio.engine.Networks;
import org.resnetstudio.engine.TrainableNetwork;
import org.resnetstudio.files.UnwritableFileException;
import org.resnetstudio.image.Batch;
import org.resnetstudio.network.NetworkGraph;
import org.resnetstudio.weights.Weights;

class Dl4jModelFileTest {
    @TempDir
    Path folder;

    private static Dl4jEngine engine;

    @BeforeAll
    static void start() throws EngineException {
        engine = Dl4jEngine.create();
    }

    @ParameterizedTest
    @MethodSource("org.resnetstudio.engine.Networks#names")
    void plainDeeplearning4jReadsItAndAgrees(String name) throws EngineException, IOException {
        NetworkGraph graph = Networks.graph(Networks.reference(name).get("spec"));
        Weights weights = Networks.firstWeights(graph);
        Batch batch = Networks.noise(graph, 5, 1);
        Path file = folder.resolve(name + ".zip");
        if (graph.spec().body().details().groups() > 1) {
            assertThat(Dl4jModelFile.obstacle(graph).orElseThrow().english())
                    .startsWith("Deeplearning4j's own layers cannot compute layer1.0.conv2 in ");
            assertThatThrownBy(() -> Dl4jModelFile.write(graph, weights, file))
                    .hasMessage(Dl4jModelFile.obstacle(graph).orElseThrow().english());
            assertThat(file).doesNotExist();
            return;
        }
        assertThat(Dl4jModelFile.obstacle(graph)).isEmpty();

        Dl4jModelFile.write(graph, weights, file);

        float[][] expected;
        try (TrainableNetwork network = engine.create(graph, weights, Networks.SGD)) {
            expected = network.predict(batch);
        }
        ComputationGraph restored = ModelSerializer.restoreComputationGraph(file.toFile());
        INDArray output = restored.outputSingle(Arrays2d.images(batch, false));
        boolean sigmoid = output.size(1) == 1;
        for (int row = 0; row < 5; row++) {
            for (int c = 0; c < output.size(1); c++) {
                assertThat((double) output.getFloat(row, c)).isCloseTo(expected[row][sigmoid ? 1 : c], within(1e-5));
            }
        }
        assertThat(Dl4jModelFile.predict(file, batch)).hasDimensions(5, expected[0].length);
        Weights read = Dl4jModelFile.read(graph, file);
        for (String tensor : weights.names()) {
            assertThat(read.get(tensor).values())
                    .as(tensor)
                    .isEqualTo(weights.get(tensor).values());
        }
    }

    @Test
    void aFileOfAnotherNetworkIsRefused() throws EngineException, IOException {
        NetworkGraph graph = Networks.graph(Networks.reference("cifar-b").get("spec"));
        NetworkGraph other = Networks.graph(Networks.reference("bottleneck").get("spec"));
        Path file = folder.resolve("model.zip");
        Dl4jModelFile.write(graph, Networks.firstWeights(graph), file);

        assertThatThrownBy(() -> Dl4jModelFile.read(other, file)).isInstanceOf(EngineException.class);
        Files.delete(file);
        assertThatThrownBy(() -> Dl4jModelFile.read(graph, file)).isInstanceOf(IOException.class);
    }

    @Test
    void whereItCannotBeWrittenNothingIsLeft() throws IOException {
        NetworkGraph graph = Networks.graph(Networks.reference("cifar-b").get("spec"));
        Path file = Files.createDirectories(folder.resolve("taken").resolve("model.zip"));

        assertThatThrownBy(() -> Dl4jModelFile.write(graph, Networks.firstWeights(graph), file))
                .isInstanceOf(UnwritableFileException.class)
                .hasMessageContaining("give the name of a file");
        try (var left = Files.list(file.getParent())) {
            assertThat(left).containsExactly(file);
        }
    }
}
