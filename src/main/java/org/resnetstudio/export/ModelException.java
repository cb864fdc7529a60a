package org.resnetstudio.export;

import org.resnetstudio.problem.Sentence;
import org.resnetstudio.problem.UserIOException;

/**
 * A model file is missing, damaged, not ours, or does not run here. The message is one sentence: what is wrong and what to do. Those of
 * texts inside a model file ({@link ModelMetadata}) begin with "it" and go after the name of the file and a colon.
 */
public final class ModelException extends UserIOException {
    private static final long serialVersionUID = 1L;

    public ModelException(Sentence sentence) {
        super(sentence);
    }

    public ModelException(Sentence sentence, Throwable cause) {
        super(sentence, cause);
    }
}
