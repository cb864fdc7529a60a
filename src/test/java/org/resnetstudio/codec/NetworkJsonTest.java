package org.resnetstudio.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.resnetstudio.network.NetworkGraph;
import org.resnetstudio.network.ResNetSpec;
import org.resnetstudio.network.Variants;

class NetworkJsonTest {
    static Stream<ResNetSpec> specs() {
        return Stream.concat(
                org.resnetstudio.export.TestSpecs.all().stream(),
                Variants.all().stream().map(v -> Variants.spec(v.name(), 224, 3)));
    }

    @ParameterizedTest
    @MethodSource("specs")
    void buildsTheSameLayersAgain(ResNetSpec spec) throws Exception {
        ResNetSpec read = NetworkJson.read(NetworkJson.write(spec));

        assertThat(read).isEqualTo(spec);
        assertThat(NetworkGraph.compile(read).nodes())
                .isEqualTo(NetworkGraph.compile(spec).nodes());
    }

    /** The text is stored in files that must be readable for years: a renamed record field breaks them. */
    @Test
    void keepsItsForm() {
        assertThat(NetworkJson.write(Variants.spec("resnet20", 32, 10)))
                .isEqualTo("{\"variant\":\"resnet20\",\"input\":{\"imageSizePx\":32,\"classes\":10},"
                        + "\"stem\":{\"kind\":\"CIFAR\",\"channels\":16},\"body\":{\"block\":\"BASIC\",\"stages\":["
                        + "{\"blocks\":3,\"channels\":16,\"stride\":1},{\"blocks\":3,\"channels\":32,\"stride\":2},"
                        + "{\"blocks\":3,\"channels\":64,\"stride\":2}],\"shortcut\":\"A\","
                        + "\"downsampling\":\"FIRST_1X1\",\"details\":{\"order\":\"POST_ACTIVATION\","
                        + "\"downsamplingBlock\":\"FIRST\",\"zeroPadding\":\"BEHIND\",\"projection\":\"STRIDED\","
                        + "\"squeezeRatio\":0,\"groups\":1,\"groupWidth\":64}},\"layers\":{\"convolutionBias\":false,\"samePadding\":false,"
                        + "\"batchNormEpsilon\":1.0E-5,\"batchNormMomentum\":0.9,\"zeroLastGamma\":false},"
                        + "\"head\":{\"pooling\":\"AVERAGE\",\"hiddenUnits\":0,\"dropout\":0.0,"
                        + "\"output\":\"SOFTMAX\"}}");
    }

    /** What version 0.1.0 wrote, before there were other blocks, pooling and dropout. */
    @Test
    void readsWhatEarlierVersionsWrote() throws MalformedJsonException {
        String old = "{\"variant\":\"resnet20\",\"input\":{\"imageSizePx\":32,\"classes\":10},"
                + "\"stem\":{\"kind\":\"CIFAR\",\"channels\":16},\"body\":{\"block\":\"BASIC\",\"stages\":["
                + "{\"blocks\":3,\"channels\":16,\"stride\":1},{\"blocks\":3,\"channels\":32,\"stride\":2},"
                + "{\"blocks\":3,\"channels\":64,\"stride\":2}],\"shortcut\":\"A\","
                + "\"downsampling\":\"FIRST_1X1\"},\"layers\":{\"convolutionBias\":false,"
                + "\"samePadding\":false,\"batchNormEpsilon\":1.0E-5,\"batchNormMomentum\":0.9},"
                + "\"head\":{\"hiddenUnits\":0,\"output\":\"SOFTMAX\"}}";

        assertThat(NetworkJson.read(old)).isEqualTo(Variants.spec("resnet20", 32, 10));
    }

    /** What was written before there was squeeze-and-excitation. */
    @Test
    void readsBlocksWithoutSqueezeAndExcitation() throws MalformedJsonException {
        ResNetSpec spec = Variants.spec("resnet50d", 64, 10);

        assertThat(NetworkJson.read(NetworkJson.write(spec).replace(",\"squeezeRatio\":0", "")))
                .isEqualTo(spec);
    }

    @Test
    void refusesWhatIsNotANetwork() {
        String good = NetworkJson.write(Variants.spec("resnet20", 32, 10));

        assertRefused("", "missing");
        assertRefused("null", "missing");
        assertRefused("{", "not valid JSON");
        assertRefused("[]", "cannot be understood");
        assertRefused(good + good, "not valid JSON");
        assertRefused(good.replace("\"variant\":\"resnet20\",", ""), "variant");
        assertRefused(good.replace("\"hiddenUnits\":0", "\"hiddenUnits\":-1"), "0 to 65,536 units, not -1");
        assertRefused(good.replace("\"hiddenUnits\":0", "\"hiddenUnits\":0,\"more\":1"), "more");
        assertRefused(good.replace("\"classes\":10", "\"classes\":10,\"classes\":11"), "not valid JSON");
    }

    private static void assertRefused(String json, String reason) {
        assertThatThrownBy(() -> NetworkJson.read(json))
                .isInstanceOf(MalformedJsonException.class)
                .hasMessageContaining(reason);
    }
}
