package org.resnetstudio.training;

import java.util.List;
import org.resnetstudio.engine.CrossEntropyLoss;
import org.resnetstudio.engine.EngineException;
import org.resnetstudio.engine.TrainableNetwork;
import org.resnetstudio.image.Batch;
import org.resnetstudio.job.TrainingConfig;

/** Updates as the settings of a run have them: its loss, pictures that are mixed, batches in parts. Used by one thread. */
final class RecipeSteps {
    private final TrainingConfig config;
    private final CrossEntropyLoss loss;
    private final BatchMixer mixer;
    private final BatchParts parts;

    RecipeSteps(TrainingConfig config, TrainingPictures pictures, int classes) {
        this.config = config;
        this.loss = new CrossEntropyLoss(
                config.recipe().labelSmoothing(),
                config.recipe().classWeights() ? pictures.balancedClassWeights() : List.of());
        this.mixer = new BatchMixer(config.recipe(), classes, config.seed());
        this.parts = new BatchParts(config.batchParts());
    }

    /**
     * One update.
     *
     * @param epoch 0-based
     * @param number of the batch in its epoch, 0-based
     */
    TrainableNetwork.StepResult step(TrainableNetwork network, Batch batch, int epoch, int number, double learningRate)
            throws EngineException {
        if (!config.recipe().mixes()) {
            return parts.step(network, batch, loss.ofLabels(batch.labels()), learningRate);
        }
        BatchMixer.Mixed mixed = mixer.mix(batch, epoch, number);
        return parts.step(network, mixed.batch(), loss.ofProbabilities(mixed.probabilities()), learningRate);
    }
}
