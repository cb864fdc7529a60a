package org.resnetstudio.dataset;

import org.resnetstudio.problem.InvalidValueException;
import org.resnetstudio.problem.Sentence;

/**
 * A class that pictures can be labelled as. Its index is its position in the dataset's stored list.
 *
 * @param name not blank, at most 200 characters
 */
public record ImageClass(String name) {
    static final int LONGEST_NAME = 200;

    public ImageClass {
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw new InvalidValueException(Sentence.of("problem.dataset.class-name", LONGEST_NAME, name));
        }
    }
}
