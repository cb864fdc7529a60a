package org.resnetstudio.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.resnetstudio.export.ReferenceNetwork;
import org.resnetstudio.network.NetworkGraph;
import org.resnetstudio.network.ResNetSpec;
import org.resnetstudio.network.Stage;
import org.resnetstudio.network.Variants;

/** Files and logits of Keras 3.15, from {@code src/test/resources/weights/make_keras.py}. */
class KerasWeightsTest {
    private static final Path FOLDER = Path.of("src/test/resources/weights");
    private static final int SIZE = 33;
    private static final long SEED = 11;

    @TempDir
    Path temporary;

    /** The thin ResNet of make_keras.py. */
    static NetworkGraph thin(int classes) {
        ResNetSpec spec = Variants.spec("keras-resnet50", SIZE, classes);
        return NetworkGraph.compile(
                spec.withBody(spec.body().withStages(List.of(new Stage(2, 2, 1), new Stage(1, 3, 2)))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"keras-classic.h5", "keras-model.h5", "keras-3.weights.h5"})
    void everyLayoutGivesKerasLogits(String file) throws Exception {
        Weights weights = KerasWeights.read(FOLDER.resolve(file));
        NetworkGraph graph = thin(5);

        weights.requireFit(graph);
        JsonNode logits = new ObjectMapper()
                .readTree(FOLDER.resolve("keras-logits.json").toFile())
                .get("logits");
        for (int picture = 0; picture < 2; picture++) {
            double[] pixels = new double[3 * SIZE * SIZE];
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] = (float) Math.sin((picture * pixels.length + i) * 0.11);
            }
            double[] actual = new ReferenceNetwork(graph, weights).run(pixels).get("fc");
            for (int c = 0; c < 5; c++) {
                assertThat(actual[c])
                        .as("logit %d of picture %d", c, picture)
                        .isCloseTo(logits.get(picture).get(c).asDouble(), within(1e-5));
            }
        }
    }

    @Test
    void withoutTopTheHeadBeginsAnew() throws Exception {
        Weights source = KerasWeights.read(FOLDER.resolve("keras-3-no-top.weights.h5"));
        NetworkGraph graph = thin(5);
        Weights first = WeightInitializer.initialize(graph, 1);

        FittedWeights fitted = FittedWeights.fit(graph, source, first, "keras");

        assertThat(source.names()).doesNotContain("fc.weight");
        assertThat(fitted.newHead()).isTrue();
        assertThat(fitted.weights().get("fc.weight")).isSameAs(first.get("fc.weight"));
        assertThat(fitted.weights().get("layer2.0.conv2.weight").values())
                .isEqualTo(KerasWeights.read(FOLDER.resolve("keras-classic.h5"))
                        .get("layer2.0.conv2.weight")
                        .values());
    }

    /** Whatever single bytes of a file are, it is read or refused with a sentence. */
    @ParameterizedTest
    @ValueSource(strings = {"keras-classic.h5", "keras-3.weights.h5"})
    void damagedBytesNeverDoMoreThanRefuse(String name) throws Exception {
        byte[] good = Files.readAllBytes(FOLDER.resolve(name));
        Random random = new Random(SEED);
        int refused = 0;
        for (int i = 0; i < 150; i++) {
            byte[] spoiled = good.clone();
            for (int n = 0; n < 20; n++) {
                spoiled[8 + random.nextInt(n < 10 ? 4000 : good.length - 8)] = (byte) random.nextInt(256);
            }
            Path file = Files.write(temporary.resolve("spoiled.h5"), spoiled);
            try {
                KerasWeights.read(file);
            } catch (WeightsFileException e) {
                refused++;
                assertThat(e).as("file %d with seed %d", i, SEED).hasMessageStartingWith(file.toString());
            }
        }
        assertThat(refused).as("seed %d", SEED).isPositive();
    }

    @Test
    void filesThatAreNotKerasResNetsAreRefusedWithASentence() throws Exception {
        byte[] good = Files.readAllBytes(FOLDER.resolve("keras-classic.h5"));
        Path cut = Files.write(temporary.resolve("cut.h5"), Arrays.copyOf(good, good.length / 2));
        byte[] spoiled = good.clone();
        for (int i = 600; i < 4000; i++) {
            spoiled[i] ^= 0x55;
        }
        Path damaged = Files.write(temporary.resolve("damaged.h5"), spoiled);

        for (Path file : List.of(cut, damaged)) {
            assertThat(KerasWeights.isHdf5(file)).isTrue();
            assertThatThrownBy(() -> KerasWeights.read(file))
                    .isInstanceOf(WeightsFileException.class)
                    .hasMessageStartingWith(file.toString());
        }
        Path text = Files.writeString(temporary.resolve("text.h5"), "not HDF5");
        assertThat(KerasWeights.isHdf5(text)).isFalse();
    }
}
