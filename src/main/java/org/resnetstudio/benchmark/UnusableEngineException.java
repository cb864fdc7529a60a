package org.resnetstudio.benchmark;

import java.io.IOException;

/** No engine that was asked for computes right on this machine. The message is a sentence with the remedy. */
public final class UnusableEngineException extends IOException {
    private static final long serialVersionUID = 1L;

    UnusableEngineException(String sentence) {
        super(sentence);
    }
}
