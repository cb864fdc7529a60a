package org.resnetstudio.files;

import java.io.IOException;
import org.resnetstudio.problem.UserException;

/** A file could not be written; nothing stands under its name that was not there before. The message says why and what to do. */
public final class UnwritableFileException extends IOException implements UserException {
    private static final long serialVersionUID = 1L;

    UnwritableFileException(String message, IOException cause) {
        super(message, cause);
    }
}
