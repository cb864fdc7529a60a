package org.resnetstudio.ui.evaluate;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.resnetstudio.dataset.Dataset;
import org.resnetstudio.dataset.Sample;
import org.resnetstudio.dataset.Split;
import org.resnetstudio.runs.RunParts;

/**
 * Which of the project's labelled pictures a model is evaluated on. The model's run knows what it learnt from: a picture that was trained
 * on stays a training picture, even when the project was split again since.
 */
public enum EvaluationSet {
    TEST,
    VALIDATION,
    TRAIN;

    /** Ending of its text's key. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Its labelled samples that are not excluded: those that had this part in the run of the model, and those in this part now that had
     * none in it.
     *
     * @param parts of the run
     */
    List<Sample> of(Dataset dataset, RunParts parts) {
        return dataset.samples().stream().filter(in(parts)).toList();
    }

    /** Whether there is no such sample: told by the first one, and not by the others. */
    boolean isEmpty(Dataset dataset, RunParts parts) {
        return dataset.samples().stream().noneMatch(in(parts));
    }

    /** The set that a sample is in, if it is in any. */
    static Optional<EvaluationSet> holding(Sample sample, RunParts parts) {
        return sample.excluded() || sample.classIndex().isEmpty()
                ? Optional.empty()
                : parts.partOf(sample.file()).or(sample::split).map(part -> valueOf(part.name()));
    }

    private Predicate<Sample> in(RunParts parts) {
        return sample -> holding(sample, parts).equals(Optional.of(this));
    }

    /**
     * How many samples are in this part now, but were trained on.
     *
     * @param parts of the run
     */
    int trainedOn(Dataset dataset, RunParts parts) {
        return this == TRAIN
                ? 0
                : (int) dataset.usable(split()).stream()
                        .filter(sample -> parts.partOf(sample.file()).equals(Optional.of(Split.TRAIN)))
                        .count();
    }

    private Split split() {
        return Split.valueOf(name());
    }
}
