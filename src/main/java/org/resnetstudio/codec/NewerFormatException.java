package org.resnetstudio.codec;

import java.io.IOException;
import org.resnetstudio.problem.UserException;

/** A file was written by a newer studio than this one. */
public final class NewerFormatException extends IOException implements UserException {
    private static final long serialVersionUID = 1L;

    private final int format;

    NewerFormatException(int format) {
        super("It has format " + format + ", which this version cannot read: use a newer version of the studio.");
        this.format = format;
    }

    /** Which one. */
    public int format() {
        return format;
    }
}
