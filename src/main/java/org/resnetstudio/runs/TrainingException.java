package org.resnetstudio.runs;

import org.resnetstudio.problem.Sentence;
import org.resnetstudio.problem.UserException;

/** A run cannot begin or go on; the message is one sentence for people that says what happened and what to do. */
public class TrainingException extends Exception implements UserException {
    private static final long serialVersionUID = 1L;

    private final Sentence sentence;

    /** With a sentence for people. */
    public TrainingException(Sentence sentence) {
        super(sentence.english());
        this.sentence = sentence;
    }

    /** With a sentence for people and its cause for the log. */
    public TrainingException(Sentence sentence, Throwable cause) {
        super(sentence.english(), cause);
        this.sentence = sentence;
    }

    @Override
    public Sentence sentence() {
        return sentence;
    }
}
