package org.resnetstudio.image;

import java.io.IOException;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.problem.UserException;

/** The disk has no room for the prepared pictures. The message says how much is needed, and what to do. */
public final class CacheFullException extends IOException implements UserException {
    private static final long serialVersionUID = 1L;

    private final Sentence sentence;

    CacheFullException(Sentence sentence, Throwable cause) {
        super(sentence.english(), cause);
        this.sentence = sentence;
    }

    @Override
    public Sentence sentence() {
        return sentence;
    }
}
