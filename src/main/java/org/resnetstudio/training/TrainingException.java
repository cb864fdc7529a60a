package org.resnetstudio.training;

import org.resnetstudio.problem.UserException;

/** A run cannot begin or go on; the message is one sentence for people that says what happened and what to do. */
public class TrainingException extends Exception implements UserException {
    private static final long serialVersionUID = 1L;

    /** With a sentence for people. */
    public TrainingException(String message) {
        super(message);
    }

    /** With a sentence for people and its cause for the log. */
    public TrainingException(String message, Throwable cause) {
        super(message, cause);
    }
}
