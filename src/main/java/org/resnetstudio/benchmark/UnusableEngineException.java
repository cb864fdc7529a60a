package org.resnetstudio.benchmark;

import org.resnetstudio.problem.Sentence;
import org.resnetstudio.problem.UserIOException;

/** No engine that was asked for computes right on this machine. The message is a sentence with the remedy. */
public final class UnusableEngineException extends UserIOException {
    private static final long serialVersionUID = 1L;

    UnusableEngineException(Sentence sentence) {
        super(sentence);
    }
}
