package org.resnetstudio.weights;

import java.io.IOException;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.problem.UserException;

/** A file of weights is missing, damaged or not what it should be. The message is one sentence: what is wrong and what to do. */
public final class WeightsFileException extends IOException implements UserException {
    private static final long serialVersionUID = 1L;

    private final Sentence sentence;

    WeightsFileException(Sentence sentence) {
        super(sentence.english());
        this.sentence = sentence;
    }

    WeightsFileException(Sentence sentence, Throwable cause) {
        super(sentence.english(), cause);
        this.sentence = sentence;
    }

    @Override
    public Sentence sentence() {
        return sentence;
    }
}
