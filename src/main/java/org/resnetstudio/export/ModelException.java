package org.resnetstudio.export;

import java.io.IOException;

/** A model file is missing, damaged, not ours, or does not run here. The message is one sentence: what is wrong and what to do. */
public final class ModelException extends IOException {
    private static final long serialVersionUID = 1L;

    public ModelException(String message) {
        super(message);
    }

    public ModelException(String message, Throwable cause) {
        super(message, cause);
    }
}
