package org.resnetstudio.doctor;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.resnetstudio.engine.CudaSupport;
import org.resnetstudio.engine.Engines;
import org.resnetstudio.engine.GraphicsCard;
import org.resnetstudio.engine.NvidiaSmi;

/**
 * The graphics card that training would use, as far as that can be told without loading an engine.
 *
 * @param engines what they can do on graphics cards
 * @param windows whether this is Windows, whose drivers have other numbers
 */
public record TrainingCard(List<CudaSupport> engines, boolean windows) {
    public TrainingCard {
        engines = List.copyOf(engines);
    }

    /** Asks the driver, which can take seconds: not for the FX thread. A build without CUDA libraries asks nobody. */
    public static Optional<GraphicsCard> ofThisMachine() {
        boolean windows = System.getProperty("os.name").startsWith("Windows");
        List<CudaSupport> engines = Engines.ofThisProgram().all().stream()
                .flatMap(engine -> engine.cuda().stream())
                .toList();
        return new TrainingCard(engines, windows)
                .find(() -> NvidiaSmi.askThisMachine().cards());
    }

    Optional<GraphicsCard> find(Supplier<List<GraphicsCard>> cards) {
        return engines.stream().anyMatch(CudaSupport::installed)
                ? cards.get().stream().findFirst().filter(card -> engines.stream()
                        .anyMatch(engine -> engine.uses(card, windows)))
                : Optional.empty();
    }
}
