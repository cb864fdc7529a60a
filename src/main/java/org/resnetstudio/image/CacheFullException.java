package org.resnetstudio.image;

import java.io.IOException;
import org.resnetstudio.problem.UserException;

/** The disk has no room for the prepared pictures. The message says how much is needed, and what to do. */
public final class CacheFullException extends IOException implements UserException {
    private static final long serialVersionUID = 1L;

    CacheFullException(String message, Throwable cause) {
        super(message, cause);
    }
}
