package org.resnetstudio.codec;

import org.resnetstudio.problem.Sentence;
import org.resnetstudio.problem.UserIOException;

/** A file was written by a newer studio than this one. */
public final class NewerFormatException extends UserIOException {
    private static final long serialVersionUID = 1L;

    private final int format;

    NewerFormatException(int format) {
        super(Sentence.of("problem.codec.newer", format));
        this.format = format;
    }

    /** Which one. */
    public int format() {
        return format;
    }
}
