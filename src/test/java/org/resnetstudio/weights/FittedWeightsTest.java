package org.resnetstudio.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.resnetstudio.network.Changed;
import org.resnetstudio.network.NetworkGraph;
import org.resnetstudio.network.NetworkOptions;
import org.resnetstudio.network.ResNetSpec;
import org.resnetstudio.network.Shortcut;
import org.resnetstudio.network.Variants;

class FittedWeightsTest {
    private final NetworkGraph graph = NetworkGraph.compile(Variants.spec("resnet8", 16, 3));
    private final Weights first = WeightInitializer.initialize(graph, 1);

    @Test
    void weightsOfTheSameNetworkAreTakenWhole() throws Exception {
        Weights source = WeightInitializer.initialize(graph, 2);

        FittedWeights fitted = FittedWeights.fit(graph, source, first, "a file");

        assertThat(fitted.newHead()).isFalse();
        assertThat(fitted.weights().tensors()).isEqualTo(source.tensors());
    }

    @Test
    void aHeadForOtherClassesBeginsAnewAndNothingElse() throws Exception {
        NetworkGraph other = NetworkGraph.compile(Variants.spec("resnet8", 16, 10));
        Weights source = WeightInitializer.initialize(other, 2);

        FittedWeights fitted = FittedWeights.fit(graph, source, first, "a file");

        assertThat(fitted.newHead()).isTrue();
        fitted.weights().requireFit(graph);
        assertThat(fitted.weights().get("fc.bias")).isSameAs(first.get("fc.bias"));
        assertThat(fitted.weights().get("layer3.0.conv1.weight")).isSameAs(source.get("layer3.0.conv1.weight"));
    }

    @Test
    void aHeadWithAnotherHiddenLayerBeginsAnewWhole() throws Exception {
        ResNetSpec spec = graph.spec();
        NetworkGraph hidden = NetworkGraph.compile(Changed.with(spec, NetworkOptions.HIDDEN_UNITS, 64));
        Weights begun = WeightInitializer.initialize(hidden, 1);

        // fc has the same shape in both, but reads other values
        FittedWeights fitted = FittedWeights.fit(hidden, WeightInitializer.initialize(graph, 2), begun, "a file");

        assertThat(fitted.newHead()).isTrue();
        assertThat(fitted.weights().get("fc.weight")).isSameAs(begun.get("fc.weight"));
        FittedWeights back = FittedWeights.fit(graph, WeightInitializer.initialize(hidden, 2), first, "a file");
        assertThat(back.newHead()).isTrue();
        assertThat(back.weights().get("fc.weight")).isSameAs(first.get("fc.weight"));
    }

    @Test
    void aHeadForAsManyOtherClassesBeginsAnew() throws Exception {
        Weights source = WeightInitializer.initialize(graph, 2);
        for (List<String> others : List.of(List.of("x", "y", "z"), List.of("a", "b", "z"), List.of("a", "b", "A"))) {
            FittedWeights fitted =
                    FittedWeights.fit(graph, source, HeadClasses.of(List.of("a", "b", "c"), others), first, "a run");

            assertThat(fitted.newHead()).as("%s", others).isTrue();
            assertThat(fitted.weights().get("fc.weight")).isSameAs(first.get("fc.weight"));
            assertThat(fitted.weights().get("fc.bias")).isSameAs(first.get("fc.bias"));
            assertThat(fitted.weights().get("conv1.weight")).isSameAs(source.get("conv1.weight"));
        }
    }

    @Test
    void theSameClassesInAnotherOrderKeepTheirOutputs() throws Exception {
        Weights source = WeightInitializer.initialize(graph, 2);
        HeadClasses classes = HeadClasses.of(List.of("a", "b", "c"), List.of("c", "a", "b"));

        FittedWeights fitted = FittedWeights.fit(graph, source, classes, first, "a run");

        assertThat(fitted.newHead()).isFalse();
        float[] before = source.get("fc.weight").values();
        float[] after = fitted.weights().get("fc.weight").values();
        int width = before.length / 3;
        int[] from = {2, 0, 1};
        for (int row = 0; row < 3; row++) {
            assertThat(Arrays.copyOfRange(after, row * width, (row + 1) * width))
                    .isEqualTo(Arrays.copyOfRange(before, from[row] * width, (from[row] + 1) * width));
            assertThat(fitted.weights().get("fc.bias").values()[row])
                    .isEqualTo(source.get("fc.bias").values()[from[row]]);
        }
    }

    /** The layer before the last one does not speak of classes. */
    @Test
    void aHiddenLayerStaysWhenClassesChangePlaces() throws Exception {
        ResNetSpec spec = graph.spec();
        NetworkGraph hidden = NetworkGraph.compile(Changed.with(spec, NetworkOptions.HIDDEN_UNITS, 3));
        Weights source = WeightInitializer.initialize(hidden, 2);
        HeadClasses classes = HeadClasses.of(List.of("a", "b", "c"), List.of("b", "a", "c"));

        FittedWeights fitted =
                FittedWeights.fit(hidden, source, classes, WeightInitializer.initialize(hidden, 1), "a run");

        assertThat(fitted.weights().get("hidden.weight")).isSameAs(source.get("hidden.weight"));
        assertThat(fitted.weights().get("fc.bias").values()[0])
                .isEqualTo(source.get("fc.bias").values()[1]);
    }

    /** A single sigmoid is the probability of the second class. */
    @Test
    void twoClassesOfASigmoidChangePlacesByItsSign() throws Exception {
        NetworkGraph two = NetworkGraph.compile(Variants.spec("mini", 32, 2));
        Weights source = WeightInitializer.initialize(two, 2);

        FittedWeights fitted = FittedWeights.fit(
                two,
                source,
                HeadClasses.of(List.of("cat", "dog"), List.of("dog", "cat")),
                WeightInitializer.initialize(two, 1),
                "a run");

        assertThat(fitted.newHead()).isFalse();
        for (String name : List.of("fc.weight", "fc.bias")) {
            float[] before = source.get(name).values();
            for (int i = 0; i < before.length; i++) {
                assertThat(fitted.weights().get(name).values()[i]).isEqualTo(-before[i]);
            }
        }
    }

    @Test
    void anyOtherMismatchListsTheTensors() {
        NetworkGraph projections = NetworkGraph.compile(graph.spec().withShortcut(Shortcut.B));
        Weights source = WeightInitializer.initialize(projections, 1);

        assertThatThrownBy(() -> FittedWeights.fit(graph, source, first, "b.safetensors"))
                .isInstanceOf(WeightsFileException.class)
                .hasMessage("The weights in b.safetensors are not those of resnet8; not needed:"
                        + " layer2.0.downsample.0.weight, layer2.0.downsample.1.weight, layer2.0.downsample.1.bias,"
                        + " layer2.0.downsample.1.running_mean, layer2.0.downsample.1.running_var and 5 more."
                        + " Choose the network that they were trained in.");
        assertThatThrownBy(() -> FittedWeights.fit(
                        projections, first, WeightInitializer.initialize(projections, 1), "a.safetensors"))
                .hasMessageContaining("missing: layer2.0.downsample.0.weight");
        Map<String, Tensor> wide = new LinkedHashMap<>(first.tensors());
        wide.put("bn1.bias", Tensor.vector(1, 2));
        assertThatThrownBy(() -> FittedWeights.fit(graph, new Weights(wide), first, "w"))
                .hasMessageContaining("of another shape: bn1.bias is [2] instead of [16]");
    }

    @Test
    void countersAndPrefixesOfPyTorchDoNotMatter() throws Exception {
        Map<String, Tensor> wrapped = new LinkedHashMap<>();
        first.tensors().forEach((name, tensor) -> wrapped.put("module.model." + name, tensor));
        wrapped.put("module.model.bn1.num_batches_tracked", new Tensor(List.of(), new float[] {7}));

        Weights plain = ForeignNames.toTorchvision(new Weights(wrapped));

        assertThat(plain.tensors()).isEqualTo(first.tensors());
    }

    /** Names as {@code timm.create_model("resnetv2_50").state_dict()} has them. */
    @Test
    void timmsPreActivationNamesBecomeOurs() {
        Map<String, String> names = Map.of(
                "stem.conv.weight", "conv1.weight",
                "stages.0.blocks.0.norm1.running_var", "layer1.0.bn1.running_var",
                "stages.3.blocks.2.conv3.weight", "layer4.2.conv3.weight",
                "stages.1.blocks.0.downsample.conv.weight", "layer2.0.downsample.0.weight",
                "norm.weight", "norm.weight",
                "head.fc.bias", "fc.bias");
        UnaryOperator<String> renamed = name ->
                ForeignNames.toTorchvision(new Weights(Map.of("norm.bias", Tensor.vector(1), name, Tensor.vector(2))))
                        .names()
                        .stream()
                        .filter(n -> !n.equals("norm.bias"))
                        .findFirst()
                        .orElseThrow();

        names.forEach((theirs, ours) -> assertThat(renamed.apply(theirs)).isEqualTo(ours));
        Tensor convolution = new Tensor(List.of(2, 3, 1, 1), new float[6]);
        assertThat(ForeignNames.toTorchvision(
                                new Weights(Map.of("head.fc.weight", convolution, "norm.bias", Tensor.vector(1))))
                        .get("fc.weight")
                        .shape())
                .containsExactly(2, 3);
    }
}
