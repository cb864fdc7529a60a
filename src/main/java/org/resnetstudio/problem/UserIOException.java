package org.resnetstudio.problem;

import java.io.IOException;

/** Reading or writing failed in a way that was foreseen. The message says what happened and what to do. */
public class UserIOException extends IOException implements UserException {
    private static final long serialVersionUID = 1L;

    private final Sentence sentence;

    /** With the sentence for people. */
    public UserIOException(Sentence sentence) {
        super(sentence.english());
        this.sentence = sentence;
    }

    /** With the sentence for people and what brought it about. */
    public UserIOException(Sentence sentence, Throwable cause) {
        super(sentence.english(), cause);
        this.sentence = sentence;
    }

    @Override
    public Sentence sentence() {
        return sentence;
    }
}
