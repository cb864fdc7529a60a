package org.resnetstudio.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.resnetstudio.engine.Engine;
import org.resnetstudio.engine.OptimizerSettings;
import org.resnetstudio.engine.TrainableNetwork;
import org.resnetstudio.engine.dl4j.Dl4jEngine;
import org.resnetstudio.engine.pytorch.PyTorchEngine;
import org.resnetstudio.image.Batch;
import org.resnetstudio.network.NetworkGraph;
import org.resnetstudio.network.Variants;
import org.resnetstudio.weights.Weights;

/**
 * Networks of full size agree with torchvision, timm and Keras in both engines. Their weights, hundreds of megabytes, are made by
 * {@code src/test/resources/weights/make_large.py}; without {@code -Dresnetstudio.large-networks=FOLDER} the test is skipped.
 */
class LargeNetworksTest {
    private static final int SIZE = 64;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "resnet18",
                "resnet50",
                "resnet152",
                "keras-resnet50",
                "keras-resnet101",
                "seresnet50",
                "resnet50d",
                "resnetv2-50"
            })
    void logitsAgreeWithTheirLibrary(String variant) throws Exception {
        String folder = System.getProperty("resnetstudio.large-networks");
        assumeTrue(folder != null && Files.exists(Path.of(folder, variant + ".json")), "no large networks were made");
        JsonNode reference =
                new ObjectMapper().readTree(Path.of(folder, variant + ".json").toFile());
        Weights weights = Pretrained.read(
                        Path.of(folder, reference.get("weights").asText()))
                .weights();
        NetworkGraph graph = NetworkGraph.compile(Variants.spec(variant, SIZE, 1000));
        for (Engine engine : List.of(PyTorchEngine.create(), Dl4jEngine.create())) {
            try (TrainableNetwork network =
                    engine.create(graph, weights, new OptimizerSettings(OptimizerSettings.Kind.SGD, 0, 0))) {
                float[][] probabilities = network.predict(waves());
                double largest = 0;
                for (int i = 0; i < 2; i++) {
                    for (int c = 0; c < 1000; c++) {
                        double expected =
                                reference.get("logProbabilities").get(i).get(c).asDouble();
                        largest = Math.max(largest, Math.abs(Math.log(probabilities[i][c]) - expected));
                    }
                }
                System.out.println(variant + " " + engine.name() + " largest difference of a logit " + largest);
                assertThat(largest).as(engine.description()).isCloseTo(0, within(1e-4));
            }
        }
    }

    private static Batch waves() {
        FloatBuffer pixels = ByteBuffer.allocateDirect(4 * 2 * 3 * SIZE * SIZE)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        for (int i = 0; i < pixels.limit(); i++) {
            pixels.put(i, (float) Math.sin(i * 0.11));
        }
        return new Batch(2, SIZE, SIZE, pixels, new int[2], new int[2]);
    }
}
