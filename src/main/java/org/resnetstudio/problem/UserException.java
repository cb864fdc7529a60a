package org.resnetstudio.problem;

/**
 * Marks an exception that holds one sentence for people: what happened, and what to do. Its message is that sentence in English. The
 * message of any other exception is for those who mend the program, and is not shown as advice. Every exception of the project's own
 * implements this.
 */
public interface UserException {
    /** The sentence. */
    Sentence sentence();

    /** The sentence in English. */
    String getMessage();
}
