package org.resnetstudio.dataset;

import java.util.Locale;
import org.resnetstudio.problem.Sentence;

/** The part of a dataset that a sample belongs to. */
public enum Split {
    TRAIN,
    VALIDATION,
    TEST;

    /** Its name within a sentence: train, validation or test. */
    Sentence inSentences() {
        return Sentence.of("problem.dataset.split." + name().toLowerCase(Locale.ROOT));
    }
}
