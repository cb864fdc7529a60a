package org.resnetstudio.training;

import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;
import org.resnetstudio.job.Schedule;
import org.resnetstudio.problem.InvalidValueException;
import org.resnetstudio.problem.Sentence;

/**
 * What is asked of a run from outside while it is trained. The loop looks before each batch, so that everything takes effect within one.
 * Thread-safe.
 */
public final class TrainingControl {
    private static final long LOOK_MILLIS = 200;

    private final BooleanSupplier stopElsewhere;
    private boolean stop;
    private boolean paused;
    private boolean checkpoint;
    private OptionalDouble learningRate = OptionalDouble.empty();

    /**
     * What was asked since the last time.
     *
     * @param checkpoint whether to write one now
     * @param learningRate of the next batch; empty to leave it
     */
    record Requests(boolean checkpoint, OptionalDouble learningRate) {}

    /**
     * Asks for nothing yet.
     *
     * @param stopElsewhere whether a stop was asked for in another way, such as by a file; asked before each batch
     */
    public TrainingControl(BooleanSupplier stopElsewhere) {
        this.stopElsewhere = stopElsewhere;
    }

    /** Ends the run after the present batch; it can be resumed. */
    public synchronized void stop() {
        stop = true;
        notifyAll();
    }

    /** Waits after the present batch, with everything in memory. */
    public synchronized void pause() {
        paused = true;
    }

    /** Ends a pause. */
    public synchronized void goOn() {
        paused = false;
        notifyAll();
    }

    /** Writes the last checkpoint after the present batch, also in a pause. */
    public synchronized void saveCheckpoint() {
        checkpoint = true;
        notifyAll();
    }

    /**
     * Sets the learning rate of the next batch and ends a warm-up; the batches after it follow the run's schedule, as much higher or lower
     * as this one.
     *
     * @throws InvalidValueException unless it is above 0 and at most 10
     */
    public synchronized void setLearningRate(double rate) {
        if (!(rate > 0 && rate <= Schedule.HIGHEST_RATE)) {
            throw new InvalidValueException(Sentence.of("problem.job.learning-rate", Schedule.HIGHEST_RATE, rate));
        }
        learningRate = OptionalDouble.of(rate);
        notifyAll();
    }

    /** Whether to stop. */
    public boolean stopRequested() {
        if (stopElsewhere.getAsBoolean()) {
            stop();
        }
        synchronized (this) {
            return stop;
        }
    }

    synchronized boolean paused() {
        return paused;
    }

    /** What was asked since the last time. */
    synchronized Requests take() {
        Requests requests = new Requests(checkpoint, learningRate);
        checkpoint = false;
        learningRate = OptionalDouble.empty();
        return requests;
    }

    /** Waits in a pause until something is asked for, or it is time to look whether somebody asked elsewhere. */
    @SuppressWarnings("WaitNotInLoop") // whoever waits looks again, and a wait that ends early costs one look
    synchronized void awaitRequest() throws InterruptedException {
        if (paused && !stop && !checkpoint && learningRate.isEmpty()) {
            wait(LOOK_MILLIS);
        }
    }
}
