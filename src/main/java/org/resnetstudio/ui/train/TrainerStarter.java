package org.resnetstudio.ui.train;

import java.io.IOException;
import java.util.List;
import org.resnetstudio.training.TrainerProcess;

/** Starts trainer processes. */
@FunctionalInterface
public interface TrainerStarter {
    /**
     * Starts {@code studio train} in a process of its own.
     *
     * @param arguments of {@code studio train}
     * @param listener hears its events, on another thread
     * @throws IOException if no process can be started
     */
    TrainerProcess start(List<String> arguments, TrainerProcess.Listener listener) throws IOException;
}
