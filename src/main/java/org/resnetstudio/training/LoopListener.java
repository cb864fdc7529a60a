package org.resnetstudio.training;

import java.io.IOException;
import org.resnetstudio.runs.Checkpoint;
import org.resnetstudio.runs.TrainingEvent;

/**
 * Hears what a {@link TrainingLoop} does, on its thread, between two batches. Whatever is kept of a run, and whatever is told of it, is a
 * listener; they hear in the order in which the loop was given them. One that throws ends the run.
 */
interface LoopListener {
    /** The loop begins, or goes on. */
    default void begins(TrainingEvent.Started started) throws IOException {}

    /** A batch was learned from. */
    default void batch(TrainingEvent.BatchDone done, int batchesPerEpoch) throws IOException {}

    /** An epoch was learned from and validated. */
    default void epoch(EpochEnd end) throws IOException {}

    /** Somebody stopped the loop inside an epoch, or asked for a checkpoint there. */
    default void inside(Checkpoint checkpoint) throws IOException {}

    /** Something that was asked for from outside has taken effect. */
    default void controlled(TrainingEvent.Controlled event) throws IOException {}

    /** Something that was asked for from outside is not done. */
    default void refused(TrainingEvent.Warning reason) throws IOException {}

    /**
     * The end of an epoch.
     *
     * @param done what came of it
     * @param checkpoint from which the run goes on
     * @param best whether it is the best epoch so far
     */
    record EpochEnd(TrainingEvent.EpochDone done, Checkpoint checkpoint, boolean best) {}
}
