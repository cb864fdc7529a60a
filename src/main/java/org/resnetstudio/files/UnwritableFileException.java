package org.resnetstudio.files;

import java.io.IOException;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.problem.UserException;

/** A file could not be written; nothing stands under its name that was not there before. The message says why and what to do. */
public final class UnwritableFileException extends IOException implements UserException {
    private static final long serialVersionUID = 1L;

    private final Sentence sentence;

    UnwritableFileException(Sentence sentence, IOException cause) {
        super(sentence.english(), cause);
        this.sentence = sentence;
    }

    @Override
    public Sentence sentence() {
        return sentence;
    }
}
