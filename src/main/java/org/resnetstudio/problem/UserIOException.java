package org.resnetstudio.problem;

import java.io.IOException;

/** Reading or writing failed in a way that was foreseen. The message says what happened and what to do. */
public final class UserIOException extends IOException implements UserException {
    private static final long serialVersionUID = 1L;

    /** With the sentence for people. */
    public UserIOException(String message) {
        super(message);
    }

    /** With the sentence for people and what brought it about. */
    public UserIOException(String message, Throwable cause) {
        super(message, cause);
    }
}
