package org.resnetstudio.codec;

import java.io.IOException;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.problem.UserException;

/** JSON that does not say what it should. The message goes on after "because": "the network is missing". */
public final class MalformedJsonException extends IOException implements UserException {
    private static final long serialVersionUID = 1L;

    private final Sentence sentence;

    MalformedJsonException(Sentence sentence, Throwable cause) {
        super(sentence.english(), cause);
        this.sentence = sentence;
    }

    @Override
    public Sentence sentence() {
        return sentence;
    }
}
