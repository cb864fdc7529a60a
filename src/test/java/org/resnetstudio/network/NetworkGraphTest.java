package org.resnetstudio.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

    /** Counted by {@code src/test/resources/engine/torchvision_forward.py}. */
    @ParameterizedTest
    @CsvSource({
        "resnext50-32x4d, 25028904",
        "resnext101-32x8d, 88791336",
        "wide-resnet50-2, 68883240",
        "wide-resnet101-2, 126886696",
    })
    void groupsAndWidthsCountAsInTorchvision(String variant, long parameters) {
        assertThat(graph(variant, 224, 1000).trainableParameters()).isEqualTo(parameters);
    }

    @Test
    void groupsNeedBottlenecksAndFittingChannels() {
        ResNetSpec basic = Variants.spec("resnet18", 64, 10);
        ResNetSpec bottleneck = Variants.spec("resnet50", 64, 10);

        assertThatThrownBy(() -> NetworkGraph.compile(NetworkOptions.GROUPS.in(basic, 2)))
                .hasMessageContaining("Basic blocks have no groups");
        assertThatThrownBy(() -> NetworkOptions.GROUPS.in(bottleneck, 0)).hasMessageContaining("1 to 512 groups");
        assertThatThrownBy(() -> NetworkGraph.compile(NetworkOptions.of(bottleneck)
                        .with(NetworkOptions.CHANNELS, List.of(4, 8, 8, 8))
                        .with(NetworkOptions.GROUP_WIDTH, 8)
                        .build("resnet50", bottleneck.input())))
                .hasMessageContaining("too narrow for a stage of 4");
    }

    /** Counted by {@code src/test/resources/network/count_timm.py}. */
    @ParameterizedTest
    @CsvSource({
        "seresnet18, 11779624",
        "seresnet34, 21960416",
        "seresnet50, 28088024",
        "seresnet101, 49326872",
        "seresnet152, 66821848",
        "resnet18d, 11708744",
        "resnet34d, 21816904",
        "resnet50d, 25576264",
        "resnet101d, 44568392",
        "resnet152d, 60212040",
        "resnetv2-50, 25549352",
        "resnetv2-101, 44541480",
        "resnetv2-152, 60185128"
    })
    void laterNetworksHaveTimmsParameters(String variant, long parameters) {
        assertThat(graph(variant, 224, 1000).trainableParameters()).isEqualTo(parameters);
    }

    /** Hu et al. 2018 §3: mean, two layers, and what they weigh; under timm's names. */
    @Test
    void squeezeAndExcitationStandsBeforeTheAddition() {
        NetworkGraph graph = graph("seresnet50", 224, 1000);

        assertThat(graph.node("layer1.0.se.mean").inputs()).containsExactly("layer1.0.bn3");
        assertThat(graph.node("layer1.0.se.gate").inputs()).containsExactly("layer1.0.bn3", "layer1.0.se.fc2");
        assertThat(graph.node("layer1.0.add").inputs()).containsExactly("layer1.0.se.gate", "layer1.0.downsample.1");
        assertThat(graph.node("layer1.0.se.gate").output()).isEqualTo(new Shape(256, 56, 56));
        assertThat(graph.tensors())
                .contains(new TensorSpec("layer1.0.se.fc1.weight", List.of(16, 256, 1, 1), TensorSpec.Role.WEIGHT))
                .contains(new TensorSpec("layer4.2.se.fc2.bias", List.of(2048), TensorSpec.Role.BIAS));
        assertThat(graph.toVector().name()).isEqualTo("avgpool");
    }

    @Test
    void aWrongReductionOfSqueezeAndExcitationNamesTheUsualOne() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BlockDetails.STANDARD.withSqueezeRatio(1))
                .withMessageContaining("2 to 64, not 1")
                .withMessageContaining("16");
    }

    @Test
    void miniHasTheTutorialsParametersForTwoClasses() {
        NetworkGraph graph = graph("mini", 224, 2);

        assertThat(graph.allParameters()).isEqualTo(1_603_861);
        assertThat(graph.trainableParameters()).isEqualTo(1_600_213);
        assertThat(graph.output().operation()).isInstanceOf(Operation.Sigmoid.class);
    }

    /** The sum over He et al. 2016's 54 bottlenecks; see {@code src/test/resources/network/count_parameters.py}. */
    @Test
    void resNet164HasBottlenecksAndItsParameters() {
        NetworkGraph graph = graph("resnet164", 32, 10);

        assertThat(graph.trainableParameters()).isEqualTo(1_704_154);
        assertThat(graph.nodes().stream().filter(n -> n.operation() instanceof Operation.Convolution))
                .hasSize(163 + 3);
    }

    @ParameterizedTest
    @CsvSource({"resnet26, BASIC, 4", "resnet29, BOTTLENECK, 3", "resnet8, BASIC, 1", "resnet1001, BOTTLENECK, 111"})
    void cifarNetworksOfEveryRightDepthCanBeNamed(String variant, BlockKind block, int blocks) {
        ResNetSpec spec = Variants.spec(variant, 32, 10);

        assertThat(spec.body().block()).isEqualTo(block);
        assertThat(spec.stages()).extracting(Stage::blocks).containsOnly(blocks);
    }

    @ParameterizedTest
    @CsvSource({"1, 8, 8", "9, 8, 11", "19, 18, 20", "49, 47, 50", "100, 98, 101", "1203, 1202, 1202"})
    void aWrongDepthNamesTheNearestRightOnes(int depth, int below, int above) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Variants.named("resnet" + depth))
                .withMessageContaining("the nearest are resnet" + below + " and resnet" + above + ".");
    }

    @Test
    void aCifarNetworkKeepsItsDepthWithOtherBlocks() {
        ResNetSpec spec = Variants.withBlock(Variants.spec("resnet56", 32, 10), BlockKind.BOTTLENECK);

        assertThat(spec.stages()).extracting(Stage::blocks).containsOnly(6);
        ResNetSpec other = Variants.spec("resnet44", 32, 10);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Variants.withBlock(other, BlockKind.BOTTLENECK))
                .withMessageContaining("choose 38 or 47");
    }

    @Test
    void onlyAChangedSpecIsCalledSo() {
        ResNetSpec spec = Variants.spec("keras-resnet50", 64, 3);

        assertThat(Variants.title(spec)).isEqualTo("ResNet-50 (Keras)");
        assertThat(Variants.title(spec.withShortcut(Shortcut.C))).isEqualTo("ResNet-50 (Keras) (changed)");
    }

    /** Slim halves the size in the last blocks of its first three stages. */
    @Test
    void zeroFillNetworksHaveTheirStridesInLastBlocks() {
        NetworkGraph graph = graph("zerofill-50", 224, 10);

        assertThat(graph.node("layer1.1.relu").output()).isEqualTo(new Shape(256, 56, 56));
        assertThat(graph.node("layer1.2.relu").output()).isEqualTo(new Shape(256, 28, 28));
        assertThat(graph.node("layer4.2.relu").output()).isEqualTo(new Shape(2048, 7, 7));
        assertThat(graph.node("layer1.0.shortcut").operation())
                .isEqualTo(new Operation.ZeroPadShortcut(64, 256, 96, 1));
    }

    @Test
    void preActivationNetworksEndInABatchNorm() {
        ResNetSpec spec = Variants.spec("resnet18", 64, 10);
        BlockDetails before = BlockDetails.STANDARD.withOrder(BlockDetails.Order.PRE_ACTIVATION);
        NetworkGraph graph = NetworkGraph.compile(spec.withBody(spec.body().withDetails(before)));

        assertThat(graph.features().name()).isEqualTo("norm.relu");
        assertThat(graph.node("layer2.0.downsample.0").inputs()).containsExactly("layer2.0.relu1");
        assertThat(graph.node("layer2.1.add").inputs()).containsExactly("layer2.1.conv2", "layer2.0.add");
        assertThat(graph.tensors()).extracting(TensorSpec::name).doesNotContain("layer2.0.downsample.1.weight");
    }

    @Test
    void withoutPoolingTheHeadReadsEveryValue() {
        ResNetSpec spec = Variants.spec("resnet18", 64, 10);
        NetworkGraph graph = NetworkGraph.compile(Changed.with(spec, NetworkOptions.POOLING, Head.Pooling.NONE));

        assertThat(graph.node("fc").operation()).isEqualTo(new Operation.Dense(512 * 2 * 2, 10));
        ResNetSpec large = Variants.spec("resnet18", 2048, 10);
        assertThat(NetworkGraph.compile(Changed.with(large, NetworkOptions.POOLING, Head.Pooling.NONE))
                        .node("fc")
                        .trainableParameters())
                .isEqualTo(512L * 64 * 64 * 10 + 10);
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
                .isThrownBy(() -> Variants.spec("resnext50", 32, 10))
                .withMessageContaining("resnext50")
                .withMessageContaining("resnet18, resnet34");
    }

    @Test
    void namesOfVariantsForgiveCaseAndHyphens() {
        assertThat(Variants.named("ResNet-50").name()).isEqualTo("resnet50");
    }

    private static NetworkGraph graph(String variant, int imageSizePx, int classes) {
        return NetworkGraph.compile(Variants.spec(variant, imageSizePx, classes));
    }

    @Test
    void layersThatNoArrayOrFileCanHoldAreRefusedByName() {
        ResNetSpec large = Variants.spec("resnet50", 224, 10);
        ResNetSpec flat = Changed.with(large, NetworkOptions.POOLING, Head.Pooling.NONE);
        assertThatThrownBy(() -> NetworkGraph.compile(Changed.with(flat, NetworkOptions.HIDDEN_UNITS, 65_536)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("The layer hidden would hold 6,576,668,672 weights")
                .hasMessageContaining("fewer hidden units");
        ResNetSpec many = Variants.spec("resnet50", 224, 100_000);
        assertThatThrownBy(() -> NetworkGraph.compile(Changed.with(many, NetworkOptions.POOLING, Head.Pooling.NONE)))
                .hasMessageContaining("The layer fc would hold 10,035,200,000 weights");
        ResNetSpec wide = NetworkOptions.of(large)
                .with(NetworkOptions.STEM, Stem.Kind.CIFAR)
                .with(NetworkOptions.STEM_CHANNELS, 4096)
                .build("wide", new ResNetSpec.Input(2048, 10));
        assertThatThrownBy(() -> NetworkGraph.compile(wide))
                .hasMessageContaining("The layer conv1 would put out 17,179,869,184 values for each picture")
                .hasMessageContaining("smaller pictures");
        assertThat(NetworkGraph.compile(Changed.with(flat, NetworkOptions.HIDDEN_UNITS, 4096))
                        .node("hidden")
                        .tensors()
                        .get(0)
                        .elements())
                .isEqualTo(411_041_792);
        assertThat(NetworkGraph.compile(many).trainableParameters()).isGreaterThan(200_000_000);
    }

    /** Former versions wrote the digits of some names in the language of the machine. */
    @Test
    void aNameInOtherDigitsIsTheSameNetwork() {
        ResNetSpec usual = Variants.spec("resnet18d", 64, 3);
        ResNetSpec persian =
                new ResNetSpec("resnet۱۸d", usual.input(), usual.stem(), usual.body(), usual.layers(), usual.head());

        assertThat(persian).isEqualTo(usual);
        assertThat(Variants.title(persian)).isEqualTo("ResNet-18-D");
        assertThat(Variants.spec("RESNETV2-৫০", 64, 3)).isEqualTo(Variants.spec("resnetv2-50", 64, 3));
    }
}
