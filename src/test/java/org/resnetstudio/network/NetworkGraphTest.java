package org.resnetstudio.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkGraphTest {
    /** He et al. 2015 with zero-pad shortcuts, counted by the authors' formula (see Yerlan Idelbayev's table of akamaster/pytorch_resnet_cifar10). */
    @ParameterizedTest
    @CsvSource({"resnet20, 269722", "resnet32, 464154", "resnet44, 658586", "resnet56, 853018", "resnet110, 1727962"})
    void cifarNetworksHaveThePapersParameters(String variant, long parameters) {
        assertThat(graph(variant, 32, 10).trainableParameters()).isEqualTo(parameters);
    }

    /** torchvision: {@code sum(p.numel() for p in torchvision.models.resnet50().parameters())}; GFLOPs from its weights' metadata. */
    @ParameterizedTest
    @CsvSource({
        "resnet18, 11689512, 1.81",
        "resnet34, 21797672, 3.66",
        "resnet50, 25557032, 4.09",
        "resnet101, 44549160, 7.80",
        "resnet152, 60192808, 11.51"
    })
    void imageNetNetworksHaveTorchvisionsParametersAndFlops(String variant, long parameters, double gigaFlops) {
        NetworkGraph graph = graph(variant, 224, 1000);

        assertThat(graph.trainableParameters()).isEqualTo(parameters);
        assertThat(graph.flops() / 1e9).isBetween(gigaFlops - 0.00501, gigaFlops + 0.00501);
    }

    @Test
    void miniHasTheTutorialsParametersForTwoClasses() {
        NetworkGraph graph = graph("mini", 224, 2);

        assertThat(graph.allParameters()).isEqualTo(1_603_861);
        assertThat(graph.trainableParameters()).isEqualTo(1_600_213);
        assertThat(graph.output().operation()).isInstanceOf(Operation.Sigmoid.class);
    }

    @Test
    void shapesOfResNet50AreTheOnesOfThePapersTable() {
        NetworkGraph graph = graph("resnet50", 224, 1000);

        assertThat(graph.node("conv1").output()).isEqualTo(new Shape(64, 112, 112));
        assertThat(graph.node("maxpool").output()).isEqualTo(new Shape(64, 56, 56));
        assertThat(graph.node("layer1.2.relu").output()).isEqualTo(new Shape(256, 56, 56));
        assertThat(graph.node("layer2.3.relu").output()).isEqualTo(new Shape(512, 28, 28));
        assertThat(graph.node("layer3.5.relu").output()).isEqualTo(new Shape(1024, 14, 14));
        assertThat(graph.features().name()).isEqualTo("layer4.2.relu");
        assertThat(graph.features().output()).isEqualTo(new Shape(2048, 7, 7));
        assertThat(graph.output().output()).isEqualTo(Shape.vector(1000));
    }

    @Test
    void tensorsCarryTorchvisionsNames() {
        List<String> names = graph("resnet18", 64, 4).tensors().stream()
                .map(TensorSpec::name)
                .toList();

        assertThat(names)
                .startsWith("conv1.weight", "bn1.weight", "bn1.bias", "bn1.running_mean", "bn1.running_var")
                .contains("layer1.0.conv1.weight", "layer2.0.downsample.0.weight", "layer2.0.downsample.1.running_var")
                .endsWith("fc.weight", "fc.bias")
                .doesNotHaveDuplicates();
    }

    @Test
    void samePaddingIsUnevenAtStrideTwo() {
        Operation.Convolution stem =
                (Operation.Convolution) graph("mini", 224, 2).node("conv1").operation();

        assertThat(stem.padding()).isEqualTo(new Operation.Padding(0, 1));
    }

    @Test
    void shortcutsDifferInParametersOnlyWhereTheyProject() {
        ResNetSpec spec = Variants.spec("resnet20", 32, 10);
        long a = NetworkGraph.compile(spec).trainableParameters();
        long b = NetworkGraph.compile(spec.withShortcut(Shortcut.B)).trainableParameters();
        long c = NetworkGraph.compile(spec.withShortcut(Shortcut.C)).trainableParameters();

        assertThat(b - a).isEqualTo(16 * 32 + 2 * 32 + 32 * 64 + 2 * 64);
        assertThat(c - b).isEqualTo(3 * (16 * 16 + 32) + 2 * (32 * 32 + 64) + 2 * (64 * 64 + 128));
    }

    @Test
    void anUnknownVariantNamesTheKnownOnes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Variants.spec("resnet19", 32, 10))
                .withMessageContaining("resnet19")
                .withMessageContaining("resnet18, resnet34");
    }

    @Test
    void namesOfVariantsForgiveCaseAndHyphens() {
        assertThat(Variants.named("ResNet-50").name()).isEqualTo("resnet50");
    }

    private static NetworkGraph graph(String variant, int imageSizePx, int classes) {
        return NetworkGraph.compile(Variants.spec(variant, imageSizePx, classes));
    }
}
