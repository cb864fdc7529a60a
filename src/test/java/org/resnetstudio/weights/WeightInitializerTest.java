package org.resnetstudio.weights;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.resnetstudio.network.Changed;
import org.resnetstudio.network.NetworkGraph;
import org.resnetstudio.network.NetworkOptions;
import org.resnetstudio.network.ResNetSpec;
import org.resnetstudio.network.Variants;

class WeightInitializerTest {
    /** Goyal et al. 2017 §5.1; with squeeze-and-excitation, timm too begins with 0 in the batch norm before it. */
    @Test
    void theLastGammaOfEachBlockBeginsWithZeroWhereChosen() {
        for (String variant : new String[] {"resnet50", "seresnet50", "resnet20"}) {
            ResNetSpec spec = Variants.spec(variant, 32, 10);
            NetworkGraph graph = NetworkGraph.compile(Changed.with(spec, NetworkOptions.ZERO_LAST_GAMMA, true));
            Weights weights = WeightInitializer.initialize(graph, 1);
            String last = variant.equals("resnet20") ? ".bn2.weight" : ".bn3.weight";

            assertThat(weights.names()).anyMatch(name -> name.endsWith(last));
            for (String name : weights.names()) {
                if (name.matches(".*(bn\\d|downsample\\.1)\\.weight")) {
                    assertThat(weights.get(name).values())
                            .as(variant + " " + name)
                            .containsOnly(name.endsWith(last) ? 0 : 1);
                }
            }
        }
    }

    /** Of {@code SplittableRandom} in Java 17, which they were drawn from at first. */
    @Test
    void theFirstWeightsAreThoseThatTheSeedAlwaysGave() {
        Weights weights = WeightInitializer.initialize(NetworkGraph.compile(Variants.spec("resnet20", 32, 10)), 1);

        assertThat(weights.get("conv1.weight").values()).startsWith(-0.03785211f);
        assertThat(weights.get("fc.weight").values()).startsWith(0.11740446f, -0.04288211f);
    }

    @Test
    void anAddedLayerLeavesTheOthersFirstWeightsAlone() {
        Weights plain = WeightInitializer.initialize(NetworkGraph.compile(Variants.spec("resnet18", 32, 10)), 7);
        Weights squeezed = WeightInitializer.initialize(NetworkGraph.compile(Variants.spec("seresnet18", 32, 10)), 7);

        assertThat(squeezed.names()).containsAll(plain.names()).contains("layer1.0.se.fc1.weight");
        for (String name : plain.names()) {
            assertThat(squeezed.get(name).values())
                    .as(name)
                    .isEqualTo(plain.get(name).values());
        }
    }
}
