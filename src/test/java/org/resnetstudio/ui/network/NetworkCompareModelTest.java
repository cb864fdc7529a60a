package org.resnetstudio.ui.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resnetstudio.network.Head;
import org.resnetstudio.network.NetworkOptions;
import org.resnetstudio.network.Shortcut;
import org.resnetstudio.network.Stem;
import org.resnetstudio.network.Variants;
import org.resnetstudio.project.ProjectException;
import org.resnetstudio.ui.ScreenFixture;
import org.resnetstudio.ui.network.NetworkComparison.Row;
import org.resnetstudio.ui.shell.ScreenId;

class NetworkCompareModelTest {
    @TempDir
    private Path folder;

    private ScreenFixture fixture;
    private NetworkModel model;
    private NetworkCompareModel compare;

    @BeforeEach
    void make() {
        fixture = new ScreenFixture(folder);
        model = new NetworkModel(
                new CurrentNetwork(fixture.context().settings()), fixture.context(), Map::of, Optional::empty);
        compare = new NetworkCompareModel(model, fixture.context());
    }

    @AfterEach
    void close() throws ProjectException {
        fixture.close();
    }

    private NetworkComparison now() {
        return compare.comparisonProperty().get();
    }

    private Row row(String name) {
        return now().rows().stream()
                .filter(row -> row.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aVariantAtAnySizeStandsBesideTheChosenNetwork() {
        model.variantProperty().set(Variants.named("resnet18"));
        compare.otherProperty().set(NetworkChoice.of("resnet34", 224));

        assertThat(row("Layers with weights")).isEqualTo(new Row("Layers with weights", "18", "34", "0.53 ×"));
        assertThat(row("Parameters").first()).isEqualTo("11,181,642");
        assertThat(row("Parameters").second()).isEqualTo("21,289,802");
        assertThat(now().first().title()).isEqualTo("ResNet-18, 224 px");
        assertThat(row("Blocks of each stage"))
                .isEqualTo(new Row("Blocks of each stage", "2, 2, 2, 2", "3, 4, 6, 3", ""));

        compare.otherSizeProperty().set("1024");
        assertThat(now().second().title()).isEqualTo("ResNet-34, 1024 px");
        assertThat(row("Image size, pixels").second()).isEqualTo("1024");
    }

    @Test
    void whatWasKeptIsTheOtherSideWithAllItsChanges() {
        model.options().chosen(NetworkOptions.SHORTCUT).set(Shortcut.C);
        model.options().chosen(NetworkOptions.CONVOLUTION_BIAS).set(true);
        NetworkChoice kept = model.choice();
        compare.keep();
        assertThat(now().rows()).noneMatch(row -> row.name().equals("Shortcut"));

        model.options().chosen(NetworkOptions.SHORTCUT).set(Shortcut.B);
        model.options().chosen(NetworkOptions.STEM).set(Stem.Kind.DEEP);
        model.options().chosen(NetworkOptions.POOLING).set(Head.Pooling.MAX);
        assertThat(row("Shortcut")).isEqualTo(new Row("Shortcut", "B", "C", ""));
        assertThat(row("Stem")).isEqualTo(new Row("Stem", "Three 3 × 3 (ResNet-D)", "3 × 3 (CIFAR)", ""));
        assertThat(row("Head").first()).isEqualTo("Global max pooling");
        assertThat(now().rows()).noneMatch(row -> row.name().equals("Bias in convolutions"));
        assertThat(now().second().network().orElseThrow().choice()).isEqualTo(kept);
        assertThat(compare.title(kept)).isEqualTo("Kept: ResNet-20 (CIFAR)");
        assertThat(compare.others()).hasSize(model.variants().size() + 1).startsWith(kept);

        compare.keep();
        assertThat(compare.others()).hasSize(model.variants().size() + 1).doesNotContain(kept);
        compare.keep();
        assertThat(compare.others()).hasSize(model.variants().size() + 1).startsWith(model.choice());
    }

    @Test
    void whatWasKeptIsThereAtTheNextStart() {
        model.options().chosen(NetworkOptions.SHORTCUT).set(Shortcut.C);
        model.imageSizeProperty().set("48");
        compare.keep();

        ScreenFixture next = new ScreenFixture(folder);
        NetworkCompareModel again = new NetworkCompareModel(
                new NetworkModel(
                        new CurrentNetwork(next.context().settings()), next.context(), Map::of, Optional::empty),
                next.context());
        assertThat(again.otherProperty().get()).isEqualTo(model.choice());
        assertThat(again.otherSizeProperty().get()).isEqualTo("48");
        assertThat(again.others()).startsWith(model.choice());
    }

    @Test
    void aVariantThatIsKeptAsItIsStandsInTheListOnce() {
        compare.keep();

        assertThat(compare.others()).hasSize(model.variants().size());
        assertThat(compare.otherProperty().get()).isEqualTo(NetworkChoice.of("resnet20", 32));
        assertThat(compare.title(compare.otherProperty().get())).isEqualTo("ResNet-20 (CIFAR)");
    }

    @Test
    void aSideThatCannotBeBuiltSaysWhy() {
        compare.otherSizeProperty().set("1");
        assertThat(now().second().problem()).contains("8 to 2048");
        assertThat(now().first().network()).isPresent();
        assertThat(now().rows()).isEmpty();

        compare.otherSizeProperty().set("large");
        assertThat(now().second().problem()).contains("whole number of pixels");
        compare.otherSizeProperty().set("64");
        assertThat(now().rows()).isNotEmpty();

        assertThat(compare.keepable().get()).isTrue();
        model.options().typed(NetworkOptions.STRIDES).set("1");
        assertThat(compare.keepable().get()).isFalse();
        assertThat(now().first().problem()).contains("1 of strides");
        assertThat(now().first().title()).isEqualTo("ResNet-20 (CIFAR)");
        assertThat(now().second().network()).isPresent();
    }

    @Test
    void bothHaveTheClassesOfTheProject() throws ProjectException {
        fixture.context().navigator().show(ScreenId.NETWORK);
        fixture.openProject(folder, 3);

        assertThat(now().second().network().orElseThrow().graph().spec().input().classes())
                .isEqualTo(3);
    }

    @Test
    void nothingIsComparedUntilItIsAskedFor() {
        AtomicInteger told = new AtomicInteger();
        now();
        compare.comparisonProperty().addListener(o -> told.incrementAndGet());
        model.imageSizeProperty().set("48");
        model.imageSizeProperty().set("64");
        compare.otherSizeProperty().set("96");

        assertThat(told).as("it is out of date since the first change").hasValue(1);
        assertThat(now().second().title()).isEqualTo("ResNet-50, 96 px");
    }
}
