package org.resnetstudio.ui.train;

import java.util.stream.Stream;
import org.resnetstudio.dataset.Dataset;
import org.resnetstudio.dataset.Split;
import org.resnetstudio.dataset.StratifiedSplitter;
import org.resnetstudio.training.ClassBalance;

/**
 * What a run would work with.
 *
 * @param classes that have pictures
 * @param train pictures to learn from
 * @param validation pictures to check with
 * @param balance of the classes
 */
record DatasetEstimate(int classes, int train, int validation, ClassBalance balance) {
    /** Counts the pictures as they will be split when training starts. */
    static DatasetEstimate of(Dataset dataset, double validationFraction, long seed) {
        Dataset split = StratifiedSplitter.forTraining(dataset, validationFraction, seed)
                .apply(dataset);
        int train = split.usable(Split.TRAIN).size();
        int validation = split.usable(Split.VALIDATION).size();
        long classes = Stream.of(Split.TRAIN, Split.VALIDATION)
                .flatMap(s -> split.usable(s).stream())
                .mapToInt(s -> s.classIndex().orElseThrow())
                .distinct()
                .count();
        return new DatasetEstimate((int) classes, train, validation, ClassBalance.of(split));
    }

    int batches(int batchSize) {
        return (train + batchSize - 1) / batchSize;
    }
}
