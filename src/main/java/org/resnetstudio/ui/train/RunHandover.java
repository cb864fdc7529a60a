package org.resnetstudio.ui.train;

import java.nio.file.Path;

/** What the Train screen hands on to the screens after it. Used on the FX thread. */
public interface RunHandover {
    /** A run has ended and may have left a model; what somebody has chosen stays in use. */
    void trained(Path run);

    /** Makes the model of a run the one in use. */
    void use(Path run);

    /** Runs were deleted: their models are no longer at hand. */
    void deleted();

    /** Shows the validation pictures behind a cell of a run's confusion matrix, by the indices of its classes. */
    void openCell(Path run, int actual, int predicted);
}
