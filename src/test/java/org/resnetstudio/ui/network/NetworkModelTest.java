package org.resnetstudio.ui.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.resnetstudio.benchmark.EngineComparison;
import org.resnetstudio.benchmark.Workload;
import org.resnetstudio.network.BlockDetails;
import org.resnetstudio.network.BlockKind;
import org.resnetstudio.network.Head;
import org.resnetstudio.network.NetworkGraph;
import org.resnetstudio.network.NetworkOptions;
import org.resnetstudio.network.Operation;
import org.resnetstudio.network.Shortcut;
import org.resnetstudio.network.Stem;
import org.resnetstudio.network.Variants;
import org.resnetstudio.project.ProjectException;
import org.resnetstudio.training.TestEngines;
import org.resnetstudio.ui.ScreenFixture;
import org.resnetstudio.ui.control.DiagramSelection;
import org.resnetstudio.ui.shell.ScreenId;

class NetworkModelTest {
    @TempDir
    private Path folder;

    private ScreenFixture fixture;
    private CurrentNetwork current;
    private NetworkModel model;

    @BeforeEach
    void make() {
        fixture = new ScreenFixture(folder);
        current = new CurrentNetwork(fixture.context().settings());
        model = new NetworkModel(current, fixture.context(), Map::of, Optional::empty);
    }

    @AfterEach
    void close() throws ProjectException {
        fixture.close();
    }

    private void choose(String variant) {
        model.variantProperty().set(Variants.named(variant));
    }

    @Test
    void choosingAVariantUpdatesTotalsLayersAndTheSharedChoice() {
        choose("resnet50");

        assertThat(model.imageSizeProperty().get()).isEqualTo("224");
        // torchvision's resnet50 with 10 classes: 25,557,032 - 1000 * 2049 + 10 * 2049.
        assertThat(model.totalsProperty().get().orElseThrow().parameters()).isEqualTo(23_528_522);
        assertThat(model.layers()).hasSameSizeAs(model.graphProperty().get().nodes());
        assertThat(current.get()).isEqualTo(NetworkChoice.of("resnet50", 224));
    }

    @Test
    void nothingIsBuiltForWhatIsChangedWhileAnotherScreenIsShown() throws ProjectException {
        NetworkGraph before = model.graphProperty().get();
        fixture.openProject(folder, 3);
        fixture.context().project().project().orElseThrow().addClass("more");
        assertThat(model.graphProperty().get()).isSameAs(before);

        fixture.context().navigator().show(ScreenId.NETWORK);
        assertThat(model.graphProperty().get().output().output().channels()).isEqualTo(4);
    }

    @Test
    void aSizeThatSomebodyTypedStaysWhenTheVariantChanges() {
        model.imageSizeProperty().set("64");
        choose("resnet18");

        assertThat(model.imageSizeProperty().get()).isEqualTo("64");
        assertThat(current.get().imageSizePx()).isEqualTo(64);
    }

    @Test
    void aWrongSizeShowsItsSentenceAndKeepsTheLastGoodChoice() {
        NetworkChoice before = current.get();
        model.imageSizeProperty().set("4");

        assertThat(model.problemProperty().get()).contains("8 to 2048").contains("4");
        assertThat(model.graphProperty().get()).isNull();
        assertThat(model.totalsProperty().get()).isEmpty();
        assertThat(current.get()).isEqualTo(before);

        model.imageSizeProperty().set("wide");
        assertThat(model.problemProperty().get()).contains("whole number of pixels");

        model.imageSizeProperty().set(" 48 ");
        assertThat(model.problemProperty().get()).isEmpty();
        assertThat(current.get().imageSizePx()).isEqualTo(48);
    }

    @Test
    void projectionsInEveryBlockAddParameters() {
        choose("resnet20");
        long zeroPad = model.totalsProperty().get().orElseThrow().parameters();
        model.options().chosen(NetworkOptions.SHORTCUT).set(Shortcut.C);

        assertThat(model.totalsProperty().get().orElseThrow().parameters()).isGreaterThan(zeroPad);
        assertThat(current.get().isChanged()).isTrue();
    }

    @Test
    void classesComeFromTheProject() throws ProjectException {
        assertThat(model.classesProperty().get()).startsWith("10 classes");
        fixture.context().navigator().show(ScreenId.NETWORK);
        fixture.openProject(folder, 3);

        assertThat(model.classesProperty().get()).startsWith("3 classes").contains("project");
        assertThat(model.graphProperty().get().output().output().channels()).isEqualTo(3);
    }

    @Test
    void theChoiceIsRememberedForTheNextStart() {
        choose("resnet34");
        model.imageSizeProperty().set("96");

        CurrentNetwork next =
                new CurrentNetwork(new ScreenFixture(folder).context().settings());
        assertThat(next.get()).isEqualTo(NetworkChoice.of("resnet34", 96));
    }

    @Test
    void aSettingOfAnotherVersionGivesTheDefault() {
        assertThat(NetworkChoice.ofSetting("resnext50 224 B")).isEmpty();
        assertThat(NetworkChoice.ofSetting("resnet18 tall B")).isEmpty();
        assertThat(NetworkChoice.ofSetting("resnet18")).isEmpty();
        assertThat(NetworkChoice.ofSetting("resnet18 64 B")).contains(NetworkChoice.of("resnet18", 64));
    }

    @Test
    void everyOptionChangesTheNetworkAndIsRemembered() {
        NetworkForm options = model.options();
        options.chosen(NetworkOptions.BLOCK).set(BlockKind.BOTTLENECK);
        options.chosen(NetworkOptions.STEM).set(Stem.Kind.DEEP);
        options.chosen(NetworkOptions.POOLING).set(Head.Pooling.MAX);
        options.typed(NetworkOptions.DROPOUT).set("0.25");
        options.chosen(NetworkOptions.ORDER).set(BlockDetails.Order.PRE_ACTIVATION);
        options.chosen(NetworkOptions.CONVOLUTION_BIAS).set(true);

        assertThat(model.problemProperty().get()).isEmpty();
        assertThat(model.graphProperty().get().features().name()).isEqualTo("norm.relu");
        assertThat(model.graphProperty().get().node("dropout").operation()).isEqualTo(new Operation.Dropout(0.25));
        assertThat(model.changedProperty().get()).isTrue();
        NetworkChoice next =
                new CurrentNetwork(new ScreenFixture(folder).context().settings()).get();
        assertThat(next).isEqualTo(current.get());
        assertThat(next.title()).isEqualTo("ResNet-20 (CIFAR) (changed)");

        model.reset();
        assertThat(current.get()).isEqualTo(NetworkChoice.of("resnet20", 32));
        assertThat(model.changedProperty().get()).isFalse();
    }

    @Test
    void stagesThatAreAddedAreTwiceAsWide() {
        model.options().typed(NetworkOptions.STAGES).set("1, 1, 1, 2");

        assertThat(model.options().typed(NetworkOptions.CHANNELS).get()).isEqualTo("16, 32, 64, 128");
        assertThat(model.options().typed(NetworkOptions.STRIDES).get()).isEqualTo("1, 2, 2, 2");
        assertThat(current.get().forTwo().stages()).hasSize(4);

        model.options().typed(NetworkOptions.STAGES).set("1, 1, ");
        assertThat(model.problemProperty().get()).contains("whole numbers with commas");
        model.options().typed(NetworkOptions.STAGES).set("1, 1");
        assertThat(model.options().typed(NetworkOptions.CHANNELS).get()).isEqualTo("16, 32");
        assertThat(current.get().forTwo().stages()).hasSize(2);

        model.options().typed(NetworkOptions.STRIDES).set("1");
        assertThat(model.problemProperty().get()).contains("1 of strides");
        model.options().typed(NetworkOptions.STRIDES).set("1, 3");
        assertThat(model.problemProperty().get()).isEqualTo("The stride of a stage must be 1 or 2, not 3.");
    }

    @Test
    void warningsSayWhatIsLikelyToGoWrong() throws ProjectException {
        fixture.openProject(folder, 3);
        choose("resnet18");
        model.imageSizeProperty().set("32");

        // 32 px: stem and pooling 8, then 8, 4, 2, 1; the last stage may have one element, the third may not
        assertThat(model.warningsProperty().get()).singleElement().satisfies(w -> assertThat(w)
                .contains("11.2 M parameters are many"));
        model.imageSizeProperty().set("16");
        assertThat(model.warningsProperty().get()).anySatisfy(w -> assertThat(w).startsWith("From stage 3 on"));
        choose("resnet152");
        model.imageSizeProperty().set("2048");
        assertThat(model.warningsProperty().get().get(0)).containsAnyOf("the largest batch that fits", "Not even one");
        choose("resnet20");
        model.imageSizeProperty().set("32");
        model.options().typed(NetworkOptions.STAGES).set("1, 1, 1");
        assertThat(model.warningsProperty().get()).noneMatch(w -> w.startsWith("From stage"));
        model.options().typed(NetworkOptions.SQUEEZE_EXCITATION).set("16");
        assertThat(model.warningsProperty().get()).noneMatch(w -> w.startsWith("From stage"));
    }

    @ParameterizedTest
    @CsvSource({"resnet20, 20", "resnet50, 50", "seresnet50, 50", "resnet152, 152", "resnetv2-101, 101"})
    void depthIsTheNumberInTheName(String variant, int depth) {
        assertThat(model.build(NetworkChoice.of(variant, 64)).depth()).isEqualTo(depth);
    }

    /** 100 pictures a second with ResNet-20 at 32 px: a network of twice the multiply-adds takes twice the time. */
    @Test
    void theTimeOfAnEpochIsPredictedFromWhatWasMeasured() throws ProjectException {
        Workload family = Workload.standingFor(Variants.spec("resnet20", 32, 10));
        EngineComparison measured = new EngineComparison(Map.of(TestEngines.DL4J, 100.0), Map.of());
        NetworkModel predicting =
                new NetworkModel(current, fixture.context(), () -> Map.of(family, measured), Optional::empty);
        fixture.openProject(folder, 3);
        int pictures = fixture.context().project().dataset().samples().size();
        assertThat(predicting.totalsProperty().get().orElseThrow().epochSeconds())
                .isEmpty();

        predicting.refresh();

        assertThat(predicting
                        .totalsProperty()
                        .get()
                        .orElseThrow()
                        .epochSeconds()
                        .orElseThrow())
                .isCloseTo(pictures / 100.0, within(pictures / 1000.0));
        assertThat(NetworkTexts.duration(OptionalDouble.of(12.4), ScreenFixture.MESSAGES))
                .isEqualTo("about 12 s");
        assertThat(NetworkTexts.duration(OptionalDouble.of(3600), ScreenFixture.MESSAGES))
                .isEqualTo("about 60 min");
        assertThat(NetworkTexts.duration(OptionalDouble.of(7200), ScreenFixture.MESSAGES))
                .isEqualTo("about 2 h");
        assertThat(NetworkTexts.duration(OptionalDouble.empty(), ScreenFixture.MESSAGES))
                .isEqualTo("–");
    }

    @Test
    void selectionsAreDescribedInWords() {
        choose("resnet18");
        LayerTexts.Details layer = model.describe(
                        DiagramSelection.layer(model.graphProperty().get().node("layer2.0.conv1")))
                .orElseThrow();
        assertThat(layer.title())
                .isEqualTo("layer2.0.conv1 — Convolution 3 × 3, 64 → 128 channels, stride 2, padding 1");
        assertThat(layer.facts())
                .contains("128 × 28 × 28")
                .contains("73,728 parameters")
                .contains("57.8 M");

        assertThat(model.describe(DiagramSelection.block(2, 0)).orElseThrow().title())
                .isEqualTo("Stage 2, block 1 — basic block");
        assertThat(model.describe(DiagramSelection.stage(0)).orElseThrow().title())
                .isEqualTo("Stem");
        assertThat(model.describe(DiagramSelection.stage(5)).orElseThrow().title())
                .isEqualTo("Head");
        assertThat(model.describe(null)).isEqualTo(Optional.empty());
    }

    @Test
    void theTableBecomesCommaSeparatedValues() {
        List<LayerRow> rows = List.of(
                new LayerRow("conv1", "Convolution 3 × 3", "16 × 32 × 32", 432, 442_368),
                new LayerRow("odd", "a, \"b\"", "10", 0, 0));

        assertThat(LayerRow.csv(rows))
                .isEqualTo("name,type,output_shape,parameters,flops\r\n"
                        + "conv1,Convolution 3 × 3,16 × 32 × 32,432,442368\r\n"
                        + "odd,\"a, \"\"b\"\"\",10,0,0\r\n");
        assertThat(LayerRow.tabSeparated(rows)).startsWith("conv1\tConvolution 3 × 3\t16 × 32 × 32\t432\t442368\n");
    }
}
