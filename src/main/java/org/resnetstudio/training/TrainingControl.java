package org.resnetstudio.training;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import org.resnetstudio.runs.RunRequest;

/**
 * What is asked of a run from outside while it is trained. The loop looks before each batch, so that everything takes effect within one.
 * Thread-safe.
 */
public final class TrainingControl {
    private static final long LOOK_MILLIS = 200;

    private final BooleanSupplier stopElsewhere;
    private final List<RunRequest> asked = new ArrayList<>();
    private boolean stop;
    private boolean paused;

    /**
     * Asks for nothing yet.
     *
     * @param stopElsewhere whether a stop was asked for in another way, such as by a file; asked before each batch
     */
    public TrainingControl(BooleanSupplier stopElsewhere) {
        this.stopElsewhere = stopElsewhere;
    }

    /** Asks for something. */
    public synchronized void ask(RunRequest request) {
        if (request instanceof RunRequest.Stop) {
            stop = true;
        } else if (request instanceof RunRequest.Pause) {
            paused = true;
        } else if (request instanceof RunRequest.GoOn) {
            paused = false;
        } else {
            asked.add(request);
        }
        notifyAll();
    }

    /** Whether to stop. */
    public boolean stopRequested() {
        if (stopElsewhere.getAsBoolean()) {
            ask(new RunRequest.Stop());
        }
        synchronized (this) {
            return stop;
        }
    }

    synchronized boolean paused() {
        return paused;
    }

    /** What was asked since the last time beside stops and pauses, in order. */
    synchronized List<RunRequest> take() {
        List<RunRequest> requests = List.copyOf(asked);
        asked.clear();
        return requests;
    }

    /** How many epochs the run is to have, where that was asked since the last {@link #take}. */
    public synchronized OptionalInt epochsAsked() {
        OptionalInt epochs = OptionalInt.empty();
        for (RunRequest request : asked) {
            if (request instanceof RunRequest.Epochs number) {
                epochs = OptionalInt.of(number.epochs());
            }
        }
        return epochs;
    }

    /** Waits in a pause until something is asked for, or it is time to look whether somebody asked elsewhere. */
    @SuppressWarnings("WaitNotInLoop") // whoever waits looks again, and a wait that ends early costs one look
    synchronized void awaitRequest() throws InterruptedException {
        if (paused && !stop && asked.isEmpty()) {
            wait(LOOK_MILLIS);
        }
    }
}
