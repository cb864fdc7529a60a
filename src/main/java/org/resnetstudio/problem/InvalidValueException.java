package org.resnetstudio.problem;

/**
 * A value that somebody has chosen cannot be used. The message names the value, the bound and the remedy. A wrong argument that only a
 * fault of the program can bring about is a plain {@link IllegalArgumentException}.
 */
public final class InvalidValueException extends IllegalArgumentException implements UserException {
    private static final long serialVersionUID = 1L;

    private final Sentence sentence;

    /** With the sentence for people. */
    public InvalidValueException(Sentence sentence) {
        super(sentence.english());
        this.sentence = sentence;
    }

    /** With the sentence for people and what brought it about. */
    public InvalidValueException(Sentence sentence, Throwable cause) {
        super(sentence.english(), cause);
        this.sentence = sentence;
    }

    @Override
    public Sentence sentence() {
        return sentence;
    }
}
