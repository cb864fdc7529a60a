package org.resnetstudio.ui.network;

import java.util.Optional;
import org.resnetstudio.engine.Device;
import org.resnetstudio.engine.Engines;
import org.resnetstudio.engine.GraphicsCard;
import org.resnetstudio.job.DeviceChoice;
import org.resnetstudio.network.TrainingMemory;
import org.resnetstudio.ui.shell.Messages;

/**
 * What the memory of training is forecast for.
 *
 * @param card name of the graphics card; empty for the processor
 * @param memoryBytes that it has
 * @param cardMissing whether a graphics card was chosen, and none was found that could be used
 */
record TrainingDevice(Optional<String> card, long memoryBytes, boolean cardMissing) {
    /**
     * The device that the next run would use.
     *
     * @param chosen in the Train screen
     * @param looked whether somebody has looked for cards already
     * @param card that can be used, if one was found
     * @param machineBytes memory of the machine, which is the card's too where that has none of its own
     */
    static TrainingDevice of(DeviceChoice chosen, boolean looked, Optional<GraphicsCard> card, long machineBytes) {
        if (chosen == DeviceChoice.CPU || card.isEmpty()) {
            return new TrainingDevice(Optional.empty(), machineBytes, chosen == DeviceChoice.CUDA && looked);
        }
        long own = card.get().memoryBytes();
        return new TrainingDevice(card.map(GraphicsCard::name), own > 0 ? own : machineBytes, false);
    }

    /** How much training takes of its memory, with the engine that needs most. */
    TrainingMemory forecast() {
        return Engines.ofThisProgram().mostMemory(card.isPresent() ? Device.Kind.CUDA : Device.Kind.CPU);
    }

    /** What it is called within a sentence. */
    String words(Messages messages) {
        return card.map(name -> messages.text("network.device.card", name))
                .orElseGet(() -> messages.text("network.device.processor"));
    }

    /** What the forecast counts, and for which batches. */
    String explanation(int batchSize, Messages messages) {
        String size = messages.quantities().bytes(memoryBytes);
        if (card.isPresent()) {
            return messages.text("network.total.memory.hint.card", batchSize, words(messages), size);
        }
        return messages.text("network.total.memory.hint", batchSize, size);
    }
}
