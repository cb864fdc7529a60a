package org.resnetstudio.ui.evaluate;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.resnetstudio.dataset.Dataset;
import org.resnetstudio.dataset.Sample;
import org.resnetstudio.dataset.Split;
import org.resnetstudio.training.RunParts;

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
        return dataset.samples().stream()
                .filter(sample -> !sample.excluded() && sample.classIndex().isPresent())
                .filter(sample -> parts.partOf(sample.file()).or(sample::split).equals(Optional.of(split())))
                .toList();
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
