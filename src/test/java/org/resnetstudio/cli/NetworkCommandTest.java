package org.resnetstudio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkCommandTest {
    @ParameterizedTest
    @CsvSource({
        "resnet20, 10, 32, 269722, 269722",
        "resnet50, 1000, 224, 25557032, 25557032",
        "mini, 2, 224, 1603861, 1600213",
        "keras-resnet50, 1000, 224, 25636712, 25583592",
        "keras-resnet101, 1000, 224, 44707176, 44601832",
        "keras-resnet152, 1000, 224, 60419944, 60268520",
        "keras-resnet50, 10, 224, 23608202, 23555082",
        "keras-resnet101, 10, 224, 42678666, 42573322",
        "keras-resnet152, 10, 224, 58391434, 58240010",
    })
    void countsParametersAsTheSourceOfTheVariantDoes(
            String variant, String classes, String size, long parameters, long trainable) throws Exception {
        Cli result = Cli.run("network", "--variant", variant, "--classes", classes, "--image-size", size, "--json");

        JsonNode json = new ObjectMapper().readTree(result.out());
        assertThat(result.code()).isZero();
        assertThat(json.get("variant").asText()).isEqualTo(variant);
        assertThat(json.get("parameters").asLong()).isEqualTo(parameters);
        assertThat(json.get("trainableParameters").asLong()).isEqualTo(trainable);
        long sum = 0;
        for (JsonNode layer : json.get("layers")) {
            sum += layer.get("parameters").asLong();
        }
        assertThat(sum).isEqualTo(parameters);
    }

    /** {@code keras.applications.ResNet50(include_top=False).count_params()} and so on. */
    @ParameterizedTest
    @CsvSource({"keras-resnet50, 23587712", "keras-resnet101, 42658176", "keras-resnet152, 58370944"})
    void countsParametersWithoutTheHead(String variant, long parameters) throws Exception {
        JsonNode json = new ObjectMapper()
                .readTree(Cli.run("network", "--variant", variant, "--json").out());

        assertThat(json.get("parametersWithoutHead").asLong()).isEqualTo(parameters);
    }

    /** The tutorial's transfer head on Keras' ResNet-50: average pooling, 10 units with ReLU, one sigmoid. */
    @Test
    void aHeadOfOnesOwnIsCounted() throws Exception {
        JsonNode json = new ObjectMapper()
                .readTree(
                        Cli.run("network --variant keras-resnet50 --classes 2 --hidden-units 10 --output sigmoid --json"
                                        .split(" "))
                                .out());

        assertThat(json.get("parameters").asLong()).isEqualTo(23_608_213);
        assertThat(json.get("parameters").asLong()
                        - json.get("parametersWithoutHead").asLong())
                .isEqualTo(20_501);
    }

    /** Every flag changes what it names; numbers by PyTorch, {@code src/test/resources/network/count_parameters.py}. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "resnet34 --shortcut A | 21623848",
                "resnet34 --shortcut B | 21797672",
                "resnet34 --shortcut C | 22716840",
                "resnet20 --shortcut A | 269722",
                "resnet20 --shortcut B | 272474",
                "resnet20 --shortcut C | 283962",
                "resnet164 --shortcut A | 1661274",
                "resnet164 | 1704154",
                "resnet164 --shortcut C | 3181658",
            })
    void flagsChangeTheNetwork(String arguments, long parameters) throws Exception {
        JsonNode json = new ObjectMapper()
                .readTree(Cli.run(("network --json --variant " + arguments).split(" "))
                        .out());

        assertThat(json.get("trainableParameters").asLong()).isEqualTo(parameters);
    }

    @Test
    void aChangedNetworkSaysSo() {
        Cli result = Cli.run("network", "--variant", "resnet50", "--stem", "deep", "--projection", "average-pool");

        assertThat(result.code()).isZero();
        assertThat(result.out())
                .contains("ResNet-50 (changed), 224 px, 1000 classes")
                .containsPattern("conv1.3 +Convolution 3 × 3 ")
                .containsPattern("layer2.0.downsample.0 +Average pool 2 × 2, stride 2 +256 × 28 × 28");
    }

    @Test
    void resNet50HasItsFlopsAndShapes() throws Exception {
        JsonNode json = new ObjectMapper()
                .readTree(Cli.run("network", "--variant", "ResNet-50", "--json").out());

        assertThat(json.get("flops").asLong()).isBetween(4_085_000_000L, 4_095_000_000L);
        JsonNode first = json.get("layers").get(1);
        assertThat(first.get("name").asText()).isEqualTo("conv1");
        assertThat(first.get("type").asText()).isEqualTo("Convolution");
        assertThat(first.get("outputShape")).hasToString("[64,112,112]");
        assertThat(first.get("parameters").asLong()).isEqualTo(9408);
        assertThat(json.get("layers").findValuesAsText("name")).contains("layer1.0.downsample.0");
    }

    @Test
    void showsATableWithTotals() {
        Cli result = Cli.run("network", "--variant", "mini");

        assertThat(result.code()).isZero();
        assertThat(result.out())
                .contains("Mini-ResNet, 224 px, 2 classes")
                .contains("1,603,861, of which 1,600,213 are trainable")
                .containsPattern("conv1 +Convolution 3 × 3, stride 2 +32 × 112 × 112 +896 +10.84");
        assertThat(result.err()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--variant resnet19 | There is no ResNet of 19 layers: the nearest are resnet18 and resnet20.",
                "--variant resnext50 | There is no variant named \"resnext50\"; choose one of mini, resnet20",
                "--variant resnet44 --block bottleneck | A CIFAR ResNet of bottlenecks has 9 n + 2 layers, not 44:",
                "--variant resnet18 --stages 2,2 --channels 8 | Give --channels one number for each of the 2 stages, not 1.",
                "--variant resnet18 --stages 2,0,2,2 | A stage needs 1 to 200 blocks, not 0.",
                "--variant resnet18 --projection wide | --projection",
                "--variant resnet18 --dropout 1 | Dropout must be at least 0 and below 1, not 1.0.",
                "--variant resnet18 --pre-activation --zero-last-gamma | Pre-activation blocks do not end in a batch norm",
                "--variant resnet18 --output sigmoid | One sigmoid output tells exactly 2 classes apart, not 1000",
                "--variant resnet20 --classes 1 | A network tells 2 to 100,000 classes apart, not 1",
                "--variant resnet20 --image-size 4 | The image size must be 8 to 2048 pixels, not 4.",
                "--variant resnet20 --shortcut D | --shortcut",
                "--variant resnet20 --classes many | --classes",
                "'' | --variant",
                "--variant resnet20 --colour | --colour",
            })
    void wrongUsageIsOneSentenceAndAHint(String arguments, String sentence) {
        Cli result = Cli.run(("network " + arguments).strip().split(" "));

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err().lines()).hasSize(2);
        assertThat(result.err()).contains(sentence).contains("Try 'studio network --help'.");
    }
}
