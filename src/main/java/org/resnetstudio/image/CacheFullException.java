package org.resnetstudio.image;

import java.io.IOException;

/** The disk has no room for the prepared pictures. The message says how much is needed, and what to do. */
public final class CacheFullException extends IOException {
    private static final long serialVersionUID = 1L;

    CacheFullException(String message, Throwable cause) {
        super(message, cause);
    }
}
