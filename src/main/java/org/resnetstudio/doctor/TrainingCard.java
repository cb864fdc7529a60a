package org.resnetstudio.doctor;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.resnetstudio.engine.CudaBuild;
import org.resnetstudio.engine.GraphicsCard;
import org.resnetstudio.engine.NvidiaSmi;
import org.resnetstudio.engine.dl4j.Dl4jEngine;
import org.resnetstudio.engine.pytorch.PyTorchEngine;

/**
 * The graphics card that training would use, as far as that can be told without loading an engine.
 *
 * @param deeplearning4jCuda whether this build has Deeplearning4j's CUDA libraries
 * @param libtorch flavour of this build's libtorch ({@code cpu}, {@code cu124}); empty if it has none
 * @param windows whether this is Windows, whose drivers have other numbers
 */
public record TrainingCard(boolean deeplearning4jCuda, Optional<String> libtorch, boolean windows) {
    /** Asks the driver, which can take seconds: not for the FX thread. A build without CUDA libraries asks nobody. */
    public static Optional<GraphicsCard> ofThisMachine() {
        boolean windows = System.getProperty("os.name").startsWith("Windows");
        return new TrainingCard(Dl4jEngine.hasCuda(), PyTorchEngine.flavor(), windows)
                .find(() -> NvidiaSmi.askThisMachine().cards());
    }

    Optional<GraphicsCard> find(Supplier<List<GraphicsCard>> cards) {
        return deeplearning4jCuda || libtorchHasCuda()
                ? cards.get().stream().findFirst().filter(this::isUsable)
                : Optional.empty();
    }

    private boolean libtorchHasCuda() {
        return libtorch.orElse("").startsWith("cu");
    }

    private boolean isUsable(GraphicsCard card) {
        // of a libtorch that the user brought nothing is known
        boolean byLibtorch = libtorchHasCuda() && (!libtorch.get().equals("cu124") || fits(CudaBuild.CUDA_12_4, card));
        return byLibtorch || (deeplearning4jCuda && fits(CudaBuild.CUDA_11_6, card));
    }

    private boolean fits(CudaBuild build, GraphicsCard card) {
        return build.obstacle(card, windows).isEmpty();
    }
}
