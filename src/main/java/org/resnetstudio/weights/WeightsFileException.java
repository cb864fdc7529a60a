package org.resnetstudio.weights;

import java.io.IOException;

/** A file of weights is missing, damaged or not what it should be. The message is one sentence: what is wrong and what to do. */
public final class WeightsFileException extends IOException {
    private static final long serialVersionUID = 1L;

    WeightsFileException(String message) {
        super(message);
    }

    WeightsFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
