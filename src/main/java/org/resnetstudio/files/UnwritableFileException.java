package org.resnetstudio.files;

import java.io.IOException;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.problem.UserIOException;

/** A file could not be written; nothing stands under its name that was not there before. The message says why and what to do. */
public final class UnwritableFileException extends UserIOException {
    private static final long serialVersionUID = 1L;

    UnwritableFileException(Sentence sentence, IOException cause) {
        super(sentence, cause);
    }
}
