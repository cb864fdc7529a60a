package org.resnetstudio.ui.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resnetstudio.engine.Device;
import org.resnetstudio.engine.Engines;
import org.resnetstudio.engine.GraphicsCard;
import org.resnetstudio.job.DeviceChoice;
import org.resnetstudio.network.NetworkGraph;
import org.resnetstudio.network.TrainingMemory;
import org.resnetstudio.network.Variants;
import org.resnetstudio.ui.ScreenFixture;

class TrainingDeviceTest {
    private static final long MACHINE = 16L << 30;
    private static final Optional<GraphicsCard> SMALL =
            Optional.of(new GraphicsCard("NVIDIA Made-Up 2", 2_000_000_000, Optional.empty(), "550.54.14"));

    @TempDir
    private Path folder;

    private ScreenFixture fixture;
    private final AtomicInteger looked = new AtomicInteger();

    @BeforeEach
    void make() {
        fixture = new ScreenFixture(folder);
    }

    private NetworkModel model(Optional<GraphicsCard> card) {
        CurrentNetwork current = new CurrentNetwork(fixture.context().settings());
        return new NetworkModel(current, fixture.context(), Map::of, () -> {
            looked.incrementAndGet();
            return card;
        });
    }

    private void choose(DeviceChoice device) {
        fixture.context().settings().setValue("train.device", device.name());
    }

    @Test
    void theCardCountsUnlessTheProcessorIsChosen() {
        TrainingDevice card = new TrainingDevice(Optional.of("NVIDIA Made-Up 2"), 2_000_000_000, false);
        assertThat(TrainingDevice.of(DeviceChoice.AUTO, true, SMALL, MACHINE)).isEqualTo(card);
        assertThat(TrainingDevice.of(DeviceChoice.CUDA, true, SMALL, MACHINE)).isEqualTo(card);
        TrainingDevice processor = new TrainingDevice(Optional.empty(), MACHINE, false);
        assertThat(TrainingDevice.of(DeviceChoice.CPU, true, SMALL, MACHINE)).isEqualTo(processor);
        assertThat(TrainingDevice.of(DeviceChoice.AUTO, true, Optional.empty(), MACHINE))
                .isEqualTo(processor);
        assertThat(TrainingDevice.of(DeviceChoice.CUDA, false, Optional.empty(), MACHINE))
                .as("nobody has looked yet")
                .isEqualTo(processor);
        assertThat(TrainingDevice.of(DeviceChoice.CUDA, true, Optional.empty(), MACHINE))
                .isEqualTo(new TrainingDevice(Optional.empty(), MACHINE, true));
    }

    @Test
    void aCardThatSharesTheMachinesMemoryHasAsMuch() {
        Optional<GraphicsCard> shared =
                Optional.of(new GraphicsCard("NVIDIA Made-Up", 0, Optional.empty(), "550.54.14"));
        assertThat(TrainingDevice.of(DeviceChoice.AUTO, true, shared, MACHINE).memoryBytes())
                .isEqualTo(MACHINE);
    }

    /** 0.8 GB, 4 copies of 11.2 M weights, and 32 times 1.3 copies of the activations, 4 bytes each. */
    @Test
    void theForecastForACardIsOfWhatItHolds() {
        NetworkGraph graph = NetworkGraph.compile(Variants.spec("resnet18", 64, 10));
        long expected =
                800_000_000 + 4 * 4 * graph.allParameters() + Math.round(4 * 1.3 * graph.activationElements() * 32);
        assertThat(TrainingMemory.GRAPHICS_CARD.bytes(graph, 32)).isCloseTo(expected, within(10L));
        assertThat(TrainingMemory.GRAPHICS_CARD.bytes(graph, 32))
                .isLessThan(Engines.ofThisProgram().mostMemory(Device.Kind.CPU).bytes(graph, 32));
    }

    @Test
    void aNetworkThatDoesNotFitOnTheCardNamesItAndTheLargestBatch() {
        NetworkModel model = model(SMALL);
        model.variantProperty().set(Variants.named("resnet50"));
        model.refresh();

        NetworkTotals totals = model.totalsProperty().get().orElseThrow();
        assertThat(totals.device().card()).contains("NVIDIA Made-Up 2");
        assertThat(totals.trainingBytes())
                .isEqualTo(
                        TrainingMemory.GRAPHICS_CARD.bytes(model.graphProperty().get(), 32));
        int largest =
                TrainingMemory.GRAPHICS_CARD.largestBatch(model.graphProperty().get(), 2_000_000_000);
        assertThat(model.warningsProperty().get().get(0))
                .startsWith("Batches of 32 need ")
                .endsWith("and the NVIDIA Made-Up 2 has 2.00 GB: the largest batch that fits has " + largest
                        + " pictures.");
        assertThat(totals.device().explanation(32, ScreenFixture.MESSAGES))
                .contains("on the NVIDIA Made-Up 2, which has 2.00 GB");

        model.imageSizeProperty().set("2048");
        assertThat(model.warningsProperty().get().get(0))
                .startsWith("Not even one")
                .contains("of the NVIDIA Made-Up 2");
        choose(DeviceChoice.CPU);
        model.refresh();
        assertThat(model.totalsProperty().get().orElseThrow().device().card()).isEmpty();
        assertThat(model.warningsProperty().get().get(0)).contains("this machine");
    }

    @Test
    void aCardThatIsChosenAndMissingIsTold() {
        choose(DeviceChoice.CUDA);
        NetworkModel model = model(Optional.empty());
        assertThat(model.warningsProperty().get()).isEmpty();

        model.refresh();
        assertThat(model.warningsProperty().get())
                .singleElement()
                .asString()
                .contains("none was found")
                .contains("for the processor");
        assertThat(model.totalsProperty().get().orElseThrow().device().explanation(32, ScreenFixture.MESSAGES))
                .contains("on the processor");
    }

    @Test
    void aCardIsLookedForOnceAndOnlyIfItCouldBeUsed() {
        choose(DeviceChoice.CPU);
        NetworkModel model = model(Optional.empty());
        model.refresh();
        assertThat(looked).hasValue(0);

        choose(DeviceChoice.AUTO);
        model.refresh();
        model.refresh();
        assertThat(looked).hasValue(1);
    }
}
