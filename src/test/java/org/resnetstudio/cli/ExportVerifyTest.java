package org.resnetstudio.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.resnetstudio.engine.Engine;
import org.resnetstudio.engine.EngineException;
import org.resnetstudio.export.ModelMetadata;
import org.resnetstudio.export.OnnxWriter;
import org.resnetstudio.export.SavedModel;
import org.resnetstudio.image.Normalization;
import org.resnetstudio.image.ResizeMode;
import org.resnetstudio.job.DeviceChoice;
import org.resnetstudio.job.EngineChoice;
import org.resnetstudio.network.NetworkGraph;
import org.resnetstudio.network.Variants;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.training.TestEngines;
import org.resnetstudio.weights.Safetensors;
import org.resnetstudio.weights.Tensor;
import org.resnetstudio.weights.WeightInitializer;
import org.resnetstudio.weights.Weights;

/** {@code export --verify} tells a file that can be used from one that cannot. */
class ExportVerifyTest {
    @TempDir
    Path folder;

    @BeforeEach
    void writePictures() throws Exception {
        for (int index = 0; index < 3; index++) {
            BufferedImage image = new BufferedImage(20, 20, BufferedImage.TYPE_INT_RGB);
            for (int x = 0; x < 20; x++) {
                image.setRGB(x, 5 * index, 0x305070 * (index + 1) + x);
            }
            Files.createDirectories(folder.resolve("data/a"));
            ImageIO.write(
                    image, "png", folder.resolve("data/a/" + index + ".png").toFile());
        }
    }

    /** Weights of a small network of which one value is changed. */
    private Path weights(String name, float value) throws Exception {
        NetworkGraph graph = NetworkGraph.compile(Variants.spec("resnet20", 16, 3));
        Map<String, Tensor> tensors =
                new LinkedHashMap<>(WeightInitializer.initialize(graph, 1).tensors());
        float[] values = tensors.get(name).values().clone();
        values[0] = value;
        tensors.put(name, new Tensor(tensors.get(name).shape(), values));
        Path file = folder.resolve("weights.safetensors");
        Safetensors.write(file, new Weights(tensors), Map.of());
        return file;
    }

    private Cli export(Path weights, String format, String out) {
        return Cli.run(
                "export",
                "--variant",
                "resnet20",
                "--image-size",
                "16",
                "--pretrained",
                weights.toString(),
                "--format",
                format,
                "--out",
                folder.resolve(out).toString(),
                "--verify",
                folder.resolve("data").toString(),
                "--json");
    }

    @ParameterizedTest
    @CsvSource({
        "onnx, fc.weight, NaN",
        "onnx, conv1.weight, Infinity",
        "onnx, layer1.0.bn1.bias, -Infinity",
        "onnx, bn1.running_var, -1.0",
        "safetensors, fc.weight, NaN",
        "bundle, fc.weight, NaN",
    })
    void weightsThatAreNoNumbersAreNotExported(String format, String tensor, float value) throws Exception {
        Cli result = export(weights(tensor, value), format, format.equals("bundle") ? "m.zip" : "m." + format);

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err())
                .startsWith("The weights cannot be used, because " + tensor + " holds " + value)
                .hasLineCount(1);
        assertThat(result.out()).isEmpty();
        assertThat(folder.resolve(format.equals("bundle") ? "m.zip" : "m." + format))
                .doesNotExist();
    }

    /** Weights of 1e30 are numbers, and what a network makes of them is none. */
    @ParameterizedTest
    @ValueSource(strings = {"onnx", "safetensors"})
    void aNetworkThatGivesNoNumbersIsNeverVerified(String format) throws Exception {
        Cli result = export(weights("layer1.0.bn1.weight", 3e38f), format, "m." + format);

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err().lines().reduce((a, b) -> b).orElse(""))
                .containsAnyOf("gives no probabilities but NaN", "the same class for 0.0 % of 3 pictures")
                .endsWith(".");
        assertThat(result.err()).doesNotContain("\tat ");
        assertThat(result.out()).doesNotContain("\"agreement\":1");
    }

    @Test
    void classifyingWithANetworkThatGivesNoNumbersSaysSo() throws Exception {
        Path file = folder.resolve("nan.onnx");
        NetworkGraph graph = NetworkGraph.compile(Variants.spec("resnet20", 16, 3));
        ModelMetadata metadata =
                new ModelMetadata(List.of("a", "b", "c"), 16, ResizeMode.SQUASH, Normalization.NONE, Map.of());
        OnnxWriter.write(
                file,
                new SavedModel(
                        graph, Safetensors.read(weights("fc.weight", Float.NaN)).weights(), metadata));

        for (String[] command : new String[][] {
            {"classify", "--model", file.toString(), folder + "/data/a/0.png"},
            {"classify", "--model", file.toString(), "--json", folder + "/data/a/0.png"},
            {"evaluate", "--model", file.toString(), "--data", folder + "/data"},
        }) {
            Cli result = Cli.run(command);

            assertThat(result.code()).isEqualTo(1);
            assertThat(result.err())
                    .contains("nan.onnx gives no probabilities but NaN")
                    .doesNotContain("\tat ");
            assertThat(result.out()).doesNotContain("NaN");
        }
    }

    @Test
    void aGoodFileIsVerified() throws Exception {
        Cli result = export(weights("fc.bias", 0.5f), "onnx", "good.onnx");

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).contains("\"images\":3", "\"agreement\":1.0");
    }

    @Test
    void theEngineThatTrainedComparesOrElseTheOneThatWorks() throws Exception {
        List<EngineChoice> asked = new ArrayList<>();
        StringWriter err = new StringWriter();
        Engine engine = ExportCheck.engine(
                "pytorch",
                choice -> {
                    asked.add(choice);
                    if (choice.equals(TestEngines.PYTORCH)) {
                        throw new EngineException(Sentence.inWords("libtorch cannot be unpacked."), null);
                    }
                    return EngineLoader.open(choice, DeviceChoice.CPU);
                },
                new PrintWriter(err));

        assertThat(asked).containsExactly(TestEngines.PYTORCH, TestEngines.DL4J);
        assertThat(engine.description()).contains("Deeplearning4j");
        assertThat(err.toString())
                .contains(
                        "compared in Deeplearning4j, because PyTorch does not work here: libtorch cannot be unpacked.");

        asked.clear();
        assertThatThrownBy(() -> ExportCheck.engine(
                        "dl4j",
                        choice -> {
                            asked.add(choice);
                            throw new EngineException(Sentence.inWords(choice.title() + " does not work."), null);
                        },
                        new PrintWriter(err)))
                .hasMessage("Deeplearning4j does not work.");
        assertThat(asked).containsExactly(TestEngines.DL4J, TestEngines.PYTORCH);
    }
}
