package org.resnetstudio.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.resnetstudio.engine.ComputeCapability;
import org.resnetstudio.engine.GraphicsCard;
import org.resnetstudio.training.TestEngines;

class TrainingCardTest {
    private static final GraphicsCard AMPERE = card("8.6");
    private static final GraphicsCard BLACKWELL = card("12.0");

    private static GraphicsCard card(String capability) {
        return new GraphicsCard(
                "NVIDIA GeForce " + capability, 12L << 30, ComputeCapability.parse(capability), "550.54.14");
    }

    private static Optional<GraphicsCard> find(boolean dl4j, String libtorch, GraphicsCard... cards) {
        return new TrainingCard(List.of(TestEngines.dl4jCuda(dl4j), TestEngines.pytorchCuda(libtorch)), false)
                .find(() -> List.of(cards));
    }

    @Test
    void aBuildWithCudaUsesTheFirstCardThatItHasCodeFor() {
        assertThat(find(false, "cu124", AMPERE, BLACKWELL)).contains(AMPERE);
        assertThat(find(true, "cpu", AMPERE)).contains(AMPERE);
        assertThat(find(true, "cu124", BLACKWELL)).isEmpty();
        assertThat(find(false, "cu128", BLACKWELL)).as("brought by the user").contains(BLACKWELL);
        assertThat(find(true, "cu124")).isEmpty();
    }

    @Test
    void aBuildWithoutCudaAsksNobody() {
        TrainingCard processor =
                new TrainingCard(List.of(TestEngines.dl4jCuda(false), TestEngines.pytorchCuda("cpu")), false);
        assertThat(processor.find(() -> {
                    throw new AssertionError("asked");
                }))
                .isEmpty();
        assertThat(new TrainingCard(List.of(), true).find(() -> List.of(AMPERE)))
                .isEmpty();
    }
}
