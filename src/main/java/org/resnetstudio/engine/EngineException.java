package org.resnetstudio.engine;

import org.resnetstudio.problem.Sentence;
import org.resnetstudio.problem.UserException;

/** An engine could not do its work: out of memory, a missing native library, a device that went away. */
public class EngineException extends Exception implements UserException {
    private static final long serialVersionUID = 1L;

    private final Sentence sentence;

    /** With a sentence that says what happened and what to do. */
    public EngineException(Sentence sentence, Throwable cause) {
        super(sentence.english(), cause);
        this.sentence = sentence;
    }

    @Override
    public Sentence sentence() {
        return sentence;
    }
}
