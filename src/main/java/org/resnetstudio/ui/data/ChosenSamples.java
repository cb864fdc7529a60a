package org.resnetstudio.ui.data;

import java.util.List;
import java.util.Optional;
import org.resnetstudio.dataset.Sample;

/** The pictures that somebody chose in a grid, as they are in the project now. Used on the FX thread. */
public interface ChosenSamples {
    /** All of them; never one that nobody chose. */
    List<Sample> selected();

    /** The one that the keyboard is at, if it is there. */
    Optional<Sample> focused();

    /** Chooses the one behind the focus instead, if there is one. */
    void goOn();
}
