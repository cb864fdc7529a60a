package org.resnetstudio.ui.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resnetstudio.network.Shortcut;
import org.resnetstudio.network.Variants;
import org.resnetstudio.project.ProjectException;
import org.resnetstudio.ui.ScreenFixture;
import org.resnetstudio.ui.control.DiagramSelection;

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
        model = new NetworkModel(current, fixture.context(), Map::of);
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
        model.options().shortcutProperty().set(Shortcut.C);

        assertThat(model.totalsProperty().get().orElseThrow().parameters()).isGreaterThan(zeroPad);
        assertThat(current.get().isChanged()).isTrue();
    }

    @Test
    void classesComeFromTheProject() throws ProjectException {
        assertThat(model.classesProperty().get()).startsWith("10 classes");
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
