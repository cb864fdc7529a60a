package org.resnetstudio.ui.evaluate;

import java.util.List;
import java.util.Locale;
import org.resnetstudio.dataset.Dataset;
import org.resnetstudio.dataset.Sample;
import org.resnetstudio.dataset.Split;

/** Which of the project's labelled pictures a model is evaluated on. */
public enum EvaluationSet {
    TEST,
    VALIDATION,
    TRAIN;

    /** Ending of its text's key. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Its labelled samples that are not excluded. */
    List<Sample> of(Dataset dataset) {
        return dataset.usable(Split.valueOf(name()));
    }
}
