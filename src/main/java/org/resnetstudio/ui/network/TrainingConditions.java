package org.resnetstudio.ui.network;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.resnetstudio.benchmark.EngineComparison;
import org.resnetstudio.benchmark.Workload;
import org.resnetstudio.engine.GraphicsCard;
import org.resnetstudio.job.DeviceChoice;
import org.resnetstudio.training.Hardware;
import org.resnetstudio.ui.control.TypedNumber;
import org.resnetstudio.ui.shell.StudioContext;

/**
 * Finds out what a network would be trained with: from the project, the settings of the Train screen, and this machine. Used on the FX
 * thread; reads in the background.
 */
final class TrainingConditions {
    /** Batch size of the memory estimate while nobody has chosen one in the Train screen. */
    static final int BATCH_SIZE = 32;

    private static final String BATCH_SIZE_SETTING = "train.batch-size";
    private static final String DEVICE_SETTING = "train.device";

    private final StudioContext context;
    private final MeasuredRates measured;
    private final Supplier<Optional<GraphicsCard>> cards;
    private Map<Workload, EngineComparison> rates = Map.of();
    private boolean asked;
    private boolean looked;
    private Optional<GraphicsCard> card = Optional.empty();

    /**
     * Knows nothing of the machine at first.
     *
     * @param cards finds the graphics card that training can use; asked once at most, and not on the FX thread
     */
    TrainingConditions(StudioContext context, MeasuredRates measured, Supplier<Optional<GraphicsCard>> cards) {
        this.context = context;
        this.measured = measured;
        this.cards = cards;
    }

    /**
     * Reads again what was measured and, unless the processor was chosen, looks for a graphics card if nobody has.
     *
     * @param then told when something is known
     */
    void refresh(Runnable then) {
        context.jobs()
                .job(context.messages().text("network.job.rates"), progress -> measured.read())
                .onSuccess(found -> {
                    rates = found;
                    then.run();
                })
                .start();
        if (!asked && device() != DeviceChoice.CPU) {
            asked = true;
            context.jobs()
                    .job(context.messages().text("network.job.card"), progress -> cards.get())
                    .onSuccess(found -> {
                        looked = true;
                        card = found;
                        then.run();
                    })
                    .start();
        }
    }

    /** What is known now. */
    NetworkSurroundings now() {
        int pictures = context.project().dataset().counts().usable();
        int batchSize = context.settings()
                .value(BATCH_SIZE_SETTING)
                .map(TypedNumber::whole)
                .flatMap(size -> size.stream().boxed().findFirst())
                .filter(size -> size >= 1 && size <= 9999)
                .orElse(BATCH_SIZE);
        TrainingDevice device = TrainingDevice.of(device(), looked, card, Hardware.memoryBytes());
        return new NetworkSurroundings(pictures, batchSize, device, rates);
    }

    private DeviceChoice device() {
        return context.settings()
                .constant(DEVICE_SETTING, DeviceChoice.values())
                .orElse(DeviceChoice.AUTO);
    }
}
