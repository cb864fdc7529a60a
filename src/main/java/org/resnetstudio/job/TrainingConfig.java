package org.resnetstudio.job;

import org.resnetstudio.augmentation.Augmentations;
import org.resnetstudio.engine.OptimizerSettings;
import org.resnetstudio.image.NormalizationKind;
import org.resnetstudio.image.ResizeMode;
import org.resnetstudio.network.TrainingMemory;
import org.resnetstudio.problem.InvalidValueException;
import org.resnetstudio.problem.Sentence;

/**
 * The hyper-parameters of a run.
 *
 * @param epochs 1 to {@link #MOST_EPOCHS}
 * @param batchSize pictures per update, 1 to {@link #LARGEST_BATCH}
 * @param batchParts in how many parts each batch is computed, whose gradients are added up, so that it needs the memory of one: 1 to {@code
 *     batchSize}
 * @param optimizer update rule and its constants
 * @param schedule learning rate over time
 * @param preparation how pictures are prepared
 * @param transfer how it builds on other weights
 * @param recipe what is done for a better model beside those
 * @param earlyStopping when it ends before all epochs
 * @param keeping which checkpoints are written
 * @param seed of first weights, order and augmentation
 */
public record TrainingConfig(
        int epochs,
        int batchSize,
        int batchParts,
        OptimizerSettings optimizer,
        Schedule schedule,
        Preparation preparation,
        Transfer transfer,
        Recipe recipe,
        EarlyStopping earlyStopping,
        Keeping keeping,
        long seed) {
    /**
     * How pictures are prepared.
     *
     * @param augmentations what is varied in training pictures, with all strengths
     * @param normalization which mean and standard deviation
     * @param resize how a picture becomes square
     */
    public record Preparation(Augmentations augmentations, NormalizationKind normalization, ResizeMode resize) {}

    /** Of a run. */
    public static final int MOST_EPOCHS = 10_000;
    /** Pictures for one update. */
    public static final int LARGEST_BATCH = TrainingMemory.LARGEST_BATCH;

    public TrainingConfig {
        requireEpochs(epochs);
        if (batchSize < 1 || batchSize > LARGEST_BATCH) {
            throw new InvalidValueException(Sentence.of("problem.job.batch-size", LARGEST_BATCH, batchSize));
        }
        if (batchParts < 1 || batchParts > batchSize) {
            throw new InvalidValueException(Sentence.of("problem.job.batch-parts", batchSize, batchParts));
        }
        if ((recipe.mixes() || recipe.balancedSampling()) && transfer.cachedVariants() > 0) {
            throw new InvalidValueException(Sentence.of("problem.job.mixing-kept"));
        }
    }

    /**
     * Checks a number of epochs.
     *
     * @throws InvalidValueException unless it is in its range
     */
    public static void requireEpochs(int epochs) {
        if (epochs < 1 || epochs > MOST_EPOCHS) {
            throw new InvalidValueException(Sentence.of("problem.job.epochs", MOST_EPOCHS, epochs));
        }
    }

    /** One whose batches are computed whole. */
    public TrainingConfig(
            int epochs,
            int batchSize,
            OptimizerSettings optimizer,
            Schedule schedule,
            Preparation preparation,
            Transfer transfer,
            Recipe recipe,
            EarlyStopping earlyStopping,
            Keeping keeping,
            long seed) {
        this(epochs, batchSize, 1, optimizer, schedule, preparation, transfer, recipe, earlyStopping, keeping, seed);
    }

    /** The same with other weights to begin with. */
    TrainingConfig withTransfer(Transfer other) {
        return new TrainingConfig(
                epochs,
                batchSize,
                batchParts,
                optimizer,
                schedule,
                preparation,
                other,
                recipe,
                earlyStopping,
                keeping,
                seed);
    }
}
