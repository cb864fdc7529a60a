package org.resnetstudio.benchmark;

import java.io.IOException;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.problem.UserException;

/** No engine that was asked for computes right on this machine. The message is a sentence with the remedy. */
public final class UnusableEngineException extends IOException implements UserException {
    private static final long serialVersionUID = 1L;

    private final Sentence sentence;

    UnusableEngineException(Sentence sentence) {
        super(sentence.english());
        this.sentence = sentence;
    }

    @Override
    public Sentence sentence() {
        return sentence;
    }
}
