package org.resnetstudio.training;

import java.nio.file.Path;
import java.util.Optional;
import org.resnetstudio.dataset.Dataset;
import org.resnetstudio.image.Normalization;
import org.resnetstudio.image.NormalizationKind;
import org.resnetstudio.network.ResNetSpec;
import org.resnetstudio.problem.InvalidValueException;
import org.resnetstudio.weights.Weights;

/**
 * A run that is to be started.
 *
 * @param folder for it; must not exist yet or be empty
 * @param network what to train; has as many classes as the dataset
 * @param config its hyper-parameters
 * @param dataset the pictures with their splits; those without a label or a split, or excluded, are left out
 * @param source where the dataset comes from, for people
 * @param pretrained what it begins with; without, random weights
 */
public record TrainingJob(
        Path folder,
        ResNetSpec network,
        TrainingConfig config,
        Dataset dataset,
        String source,
        Optional<Pretrained> pretrained) {
    /**
     * Weights that were trained before.
     *
     * @param weights of the whole network; a new head has random ones
     * @param normalization that they were trained with
     */
    public record Pretrained(Weights weights, Normalization normalization) {}

    public TrainingJob {
        if (network.input().classes() != dataset.classes().size()) {
            throw new IllegalArgumentException(
                    "The network has " + network.input().classes() + " classes and the dataset "
                            + dataset.classes().size() + ": build the network for the dataset.");
        }
        if (config.transfer().pretrained().isEmpty() == pretrained.isPresent()) {
            throw new IllegalArgumentException(
                    "A run that begins with pretrained weights says where they came from, and no other"
                            + " run does: give both or neither.");
        }
        if (config.preparation().normalization() == NormalizationKind.PRETRAINED && pretrained.isEmpty()) {
            throw new InvalidValueException("There are no pretrained weights whose normalisation could be taken:"
                    + " choose another one, such as dataset.");
        }
    }
}
