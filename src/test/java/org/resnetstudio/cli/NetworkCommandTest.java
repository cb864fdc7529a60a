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
                "--variant resnet19 | There is no variant named \"resnet19\"; choose one of mini, resnet20",
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
