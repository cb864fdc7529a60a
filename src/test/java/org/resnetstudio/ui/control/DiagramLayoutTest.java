package org.resnetstudio.ui.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.resnetstudio.network.NetworkGraph;
import org.resnetstudio.network.Shortcut;
import org.resnetstudio.network.Variants;
import org.resnetstudio.ui.control.DiagramLayout.Band;
import org.resnetstudio.ui.control.DiagramLayout.BlockKey;
import org.resnetstudio.ui.control.DiagramLayout.Item;

class DiagramLayoutTest {
    private static NetworkGraph graph(String variant, int size) {
        return NetworkGraph.compile(Variants.spec(variant, size, 10));
    }

    private static List<Item> items(DiagramLayout layout) {
        return layout.bands().stream().flatMap(b -> b.items().stream()).toList();
    }

    @Test
    void resNet50HasStemFourStagesAndHeadWithThePapersBlocks() {
        DiagramLayout layout = DiagramLayout.of(graph("resnet50", 224), 900, Set.of());

        assertThat(layout.bands()).extracting(b -> b.summary().blocks()).containsExactly(0, 3, 4, 6, 3, 0);
        assertThat(layout.bands())
                .extracting(b -> b.summary().outputShape())
                .containsExactly(
                        "64 × 56 × 56", "256 × 56 × 56", "512 × 28 × 28", "1024 × 14 × 14", "2048 × 7 × 7", "10");
        assertThat(layout.bands().get(2).items().get(0).lines())
                .containsExactly("1×1, 128", "3×3, 128 /2", "1×1, 512", "512×28×28");
    }

    @Test
    void squeezeAndExcitationIsOneLineOfAFoldedBlock() {
        DiagramLayout layout = DiagramLayout.of(graph("seresnet50", 224), 900, Set.of());

        assertThat(layout.bands().get(2).items().get(0).lines())
                .containsExactly("1×1, 128", "3×3, 128 /2", "1×1, 512", "SE, 512", "512×28×28");
    }

    @Test
    void numbersOfTheBandsAddUpToTheNetworks() {
        NetworkGraph graph = graph("resnet101", 224);
        DiagramLayout layout = DiagramLayout.of(graph, 900, Set.of());

        assertThat(layout.bands().stream()
                        .mapToLong(b -> b.summary().parameters())
                        .sum())
                .isEqualTo(graph.trainableParameters());
        assertThat(layout.bands().stream().mapToLong(b -> b.summary().flops()).sum())
                .isEqualTo(graph.flops());
    }

    @Test
    void shortcutsAreTakenFromTheGraph() {
        DiagramLayout b = DiagramLayout.of(graph("resnet18", 224), 900, Set.of());
        DiagramLayout a = DiagramLayout.of(graph("resnet20", 32), 900, Set.of());
        DiagramLayout c = DiagramLayout.of(
                NetworkGraph.compile(Variants.spec("resnet20", 32, 10).withShortcut(Shortcut.C)), 900, Set.of());

        assertThat(b.bands().get(2).items())
                .extracting(Item::shortcut)
                .containsExactly(
                        Optional.of(DiagramLayout.Shortcut.PROJECTION), Optional.of(DiagramLayout.Shortcut.IDENTITY));
        assertThat(a.bands().get(2).items().get(0).shortcut()).contains(DiagramLayout.Shortcut.ZERO_PAD);
        assertThat(c.bands().get(1).items())
                .extracting(Item::shortcut)
                .containsOnly(Optional.of(DiagramLayout.Shortcut.PROJECTION));
    }

    @ParameterizedTest
    @ValueSource(doubles = {320, 640, 1400})
    void nothingOverlapsAndEverythingStaysInItsBand(double width) {
        NetworkGraph graph = graph("resnet152", 224);
        Set<BlockKey> some = Set.of(new BlockKey(1, 0), new BlockKey(3, 7), new BlockKey(3, 8));
        DiagramLayout layout = DiagramLayout.of(graph, width, some);

        for (Band band : layout.bands()) {
            for (Item item : band.items()) {
                assertThat(band.bounds().contains(item.bounds()))
                        .as("%s in its band", item.key())
                        .isTrue();
                band.items().stream().filter(other -> !other.equals(item)).forEach(other -> assertThat(
                                other.bounds().intersects(item.bounds()))
                        .as("%s over %s", other.key(), item.key())
                        .isFalse());
            }
        }
        assertThat(items(layout).stream().filter(Item::unfolded)).hasSize(3);
    }

    @Test
    void anUnfoldedBlockShowsEveryLayerOfItOnce() {
        NetworkGraph graph = graph("resnet50", 224);
        DiagramLayout layout = DiagramLayout.of(graph, 900, DiagramLayout.blocks(graph));

        List<String> drawn = items(layout).stream()
                .flatMap(i -> i.layers().stream())
                .map(l -> l.node().name())
                .toList();
        assertThat(drawn)
                .containsExactlyInAnyOrderElementsOf(
                        graph.nodes().stream().map(n -> n.name()).toList());
    }

    @Test
    void pointsFindTheirBlockAndTheirBand() {
        DiagramLayout layout = DiagramLayout.of(graph("resnet18", 224), 900, Set.of());
        Item block = layout.bands().get(3).items().get(1);

        assertThat(layout.itemAt(block.bounds().getMinX() + 5, block.bounds().getMinY() + 5))
                .contains(block);
        assertThat(layout.bandAt(30, layout.bands().get(4).bounds().getMinY() + 5))
                .contains(layout.bands().get(4));
        assertThat(layout.itemAt(1, 1)).isEmpty();
    }
}
