package org.resnetstudio.codec;

import java.io.IOException;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.problem.UserException;

/** A file was written by a newer studio than this one. */
public final class NewerFormatException extends IOException implements UserException {
    private static final long serialVersionUID = 1L;

    private final int format;

    NewerFormatException(int format) {
        super(sentence(format).english());
        this.format = format;
    }

    /** Which one. */
    public int format() {
        return format;
    }

    @Override
    public Sentence sentence() {
        return sentence(format);
    }

    private static Sentence sentence(int format) {
        return Sentence.of("problem.codec.newer", format);
    }
}
