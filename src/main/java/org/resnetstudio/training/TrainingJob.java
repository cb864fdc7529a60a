package org.resnetstudio.training;

import java.nio.file.Path;
import org.resnetstudio.dataset.Dataset;
import org.resnetstudio.network.ResNetSpec;

/**
 * A run that is to be started.
 *
 * @param folder for it; must not exist yet or be empty
 * @param network what to train; has as many classes as the dataset
 * @param config its hyper-parameters
 * @param dataset the pictures with their splits; those without a label or a split, or excluded, are left out
 * @param source where the dataset comes from, for people
 */
public record TrainingJob(Path folder, ResNetSpec network, TrainingConfig config, Dataset dataset, String source) {
    public TrainingJob {
        if (network.input().classes() != dataset.classes().size()) {
            throw new IllegalArgumentException(
                    "The network has " + network.input().classes() + " classes and the dataset "
                            + dataset.classes().size() + ": build the network for the dataset.");
        }
    }
}
