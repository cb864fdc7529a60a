package org.resnetstudio.project;

import org.resnetstudio.problem.Sentence;
import org.resnetstudio.problem.UserException;

/** Why a project could not be opened, read or changed. The message is one sentence that says what to do. */
public final class ProjectException extends Exception implements UserException {
    private final Sentence sentence;
    private final Reason reason;

    /** What the remedy depends on. */
    public enum Reason {
        /** The folder holds no project. */
        NOT_A_PROJECT,
        /** A newer studio wrote the project. */
        NEWER_VERSION,
        /** Another studio has the project open. */
        ALREADY_OPEN,
        /** The disk is full. */
        DISK_FULL,
        /** The folder cannot be written to. */
        READ_ONLY,
        /** The database is damaged. */
        DAMAGED,
        /** The edit makes no sense here, for example a second class of the same name. */
        REFUSED,
        /** Anything else that the file system or the database reports. */
        FAILED
    }

    /** Creates an exception with a sentence for people. */
    public ProjectException(Reason reason, Sentence sentence) {
        this(reason, sentence, null);
    }

    /** Creates an exception with a sentence for people and its cause. */
    public ProjectException(Reason reason, Sentence sentence, Throwable cause) {
        super(sentence.english(), cause);
        this.sentence = sentence;
        this.reason = reason;
    }

    @Override
    public Sentence sentence() {
        return sentence;
    }

    /** What the remedy depends on. */
    public Reason reason() {
        return reason;
    }
}
