package org.resnetstudio.image;

import org.resnetstudio.problem.Sentence;
import org.resnetstudio.problem.UserIOException;

/** The disk has no room for the prepared pictures. The message says how much is needed, and what to do. */
public final class CacheFullException extends UserIOException {
    private static final long serialVersionUID = 1L;

    CacheFullException(Sentence sentence, Throwable cause) {
        super(sentence, cause);
    }
}
