package org.resnetstudio.weights;

import org.resnetstudio.problem.Sentence;
import org.resnetstudio.problem.UserIOException;

/** A file of weights is missing, damaged or not what it should be. The message is one sentence: what is wrong and what to do. */
public final class WeightsFileException extends UserIOException {
    private static final long serialVersionUID = 1L;

    WeightsFileException(Sentence sentence) {
        super(sentence);
    }

    WeightsFileException(Sentence sentence, Throwable cause) {
        super(sentence, cause);
    }
}
