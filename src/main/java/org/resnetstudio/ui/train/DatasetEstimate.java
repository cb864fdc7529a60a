package org.resnetstudio.ui.train;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.resnetstudio.dataset.Dataset;
import org.resnetstudio.dataset.SampleCounts;
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
    /** Of no pictures. */
    static final DatasetEstimate NOTHING = of(new Dataset(List.of(), List.of()), 0);

    /** The pictures as they will be split when training starts, told by how many there are of each kind. */
    static DatasetEstimate of(Dataset dataset, double validationFraction) {
        // The seed says which pictures come where, and not how many.
        SampleCounts counts = StratifiedSplitter.forTraining(dataset.counts(), validationFraction, 0)
                .apply(dataset.counts());
        long classes = IntStream.range(0, counts.classes())
                .filter(c -> counts.usable(c, Optional.of(Split.TRAIN)) > 0
                        || counts.usable(c, Optional.of(Split.VALIDATION)) > 0)
                .count();
        return new DatasetEstimate(
                (int) classes,
                counts.usable(Split.TRAIN),
                counts.usable(Split.VALIDATION),
                ClassBalance.of(dataset.classNames(), counts));
    }

    int batches(int batchSize) {
        return (train + batchSize - 1) / batchSize;
    }
}
