package org.resnetstudio.dataset;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A picture and what is known about it.
 *
 * @param id unique in its dataset, and stable
 * @param file the picture; never changed, moved or deleted by the studio
 * @param classIndex its label, as index into the dataset's classes; empty while unlabelled
 * @param split its part of the dataset; empty until it is assigned
 * @param excluded whether it is left out of training and evaluation
 */
public record Sample(long id, Path file, OptionalInt classIndex, Optional<Split> split, boolean excluded) {
    /** Whether training and evaluation use it: it has a label and a split and is not excluded. */
    public boolean takesPart() {
        return !excluded && classIndex.isPresent() && split.isPresent();
    }
}
