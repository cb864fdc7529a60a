package org.resnetstudio.training;

import java.nio.file.Path;
import java.util.Optional;
import org.resnetstudio.dataset.Dataset;
import org.resnetstudio.image.Normalization;
import org.resnetstudio.image.NormalizationKind;
import org.resnetstudio.job.Job;
import org.resnetstudio.job.TrainingConfig;
import org.resnetstudio.network.ResNetSpec;
import org.resnetstudio.problem.InvalidValueException;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.weights.Weights;

/**
 * A run that is to be started: a job whose pictures and weights were found.
 *
 * @param folder for it; must not exist yet or be empty
 * @param job what to train, and how
 * @param dataset the pictures with their splits; those without a label or a split, or excluded, are left out
 * @param pretrained what it begins with; without, random weights
 */
public record TrainingJob(Path folder, Job job, Dataset dataset, Optional<Pretrained> pretrained) {
    /**
     * Weights that were trained before.
     *
     * @param weights of the whole network; a new head has random ones
     * @param normalization that they were trained with
     */
    public record Pretrained(Weights weights, Normalization normalization) {}

    public TrainingJob {
        if (job.network().input().classes() != dataset.classes().size()) {
            throw new IllegalArgumentException(
                    "The network has " + job.network().input().classes() + " classes and the dataset "
                            + dataset.classes().size() + ": build the network for the dataset.");
        }
        if (job.training().transfer().pretrained().isEmpty() == pretrained.isPresent()) {
            throw new IllegalArgumentException(
                    "A run that begins with pretrained weights says where they came from, and no other"
                            + " run does: give both or neither.");
        }
        if (job.training().preparation().normalization() == NormalizationKind.PRETRAINED && pretrained.isEmpty()) {
            throw new InvalidValueException(Sentence.of("problem.training.no-normalization"));
        }
    }

    /** What to train. */
    public ResNetSpec network() {
        return job.network();
    }

    /** Its hyper-parameters. */
    public TrainingConfig config() {
        return job.training();
    }

    /** Where the pictures come from, for people. */
    public String source() {
        return job.data().path().toString();
    }
}
