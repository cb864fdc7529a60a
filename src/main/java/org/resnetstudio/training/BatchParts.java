package org.resnetstudio.training;

import org.resnetstudio.engine.EngineException;
import org.resnetstudio.engine.LossFunction;
import org.resnetstudio.engine.TrainableNetwork;
import org.resnetstudio.image.Batch;

/**
 * Updates by a batch that is computed in parts (gradient accumulation), which takes no more memory than a part of it does. Without batch
 * norm, which sees each part alone, the update is that of the whole batch.
 */
final class BatchParts {
    /** Of a part: batch norm finds no variance in less. */
    private static final int FEWEST_PICTURES = 2;

    private final int parts;

    /** @param parts of each batch, at least 1; small batches have fewer, so that each has two pictures */
    BatchParts(int parts) {
        this.parts = parts;
    }

    /** One update of a network. */
    TrainableNetwork.StepResult step(TrainableNetwork network, Batch batch, LossFunction loss, double learningRate)
            throws EngineException {
        int number = Math.max(1, Math.min(parts, batch.count() / FEWEST_PICTURES));
        if (number == 1) {
            return network.step(batch, loss, learningRate);
        }
        TrainableNetwork.StepResult result = new TrainableNetwork.StepResult(0, 0);
        for (int part = 0; part < number; part++) {
            int from = batch.count() * part / number;
            int to = batch.count() * (part + 1) / number;
            result = result.plus(network.accumulate(batch.part(from, to), loss.part(from, to)));
        }
        network.update(learningRate);
        return result;
    }
}
