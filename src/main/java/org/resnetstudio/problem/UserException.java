package org.resnetstudio.problem;

/**
 * Marks an exception whose message is one sentence for people: what happened, and what to do. The message of any other exception is for
 * those who mend the program, and is not shown as advice. Every exception of the project's own implements this.
 */
public interface UserException {
    /** The sentence. */
    String getMessage();
}
