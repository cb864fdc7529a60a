package org.resnetstudio.codec;

import org.resnetstudio.problem.Sentence;
import org.resnetstudio.problem.UserIOException;

/** JSON that does not say what it should. The message goes on after "because": "the network is missing". */
public final class MalformedJsonException extends UserIOException {
    private static final long serialVersionUID = 1L;

    MalformedJsonException(Sentence sentence, Throwable cause) {
        super(sentence, cause);
    }
}
