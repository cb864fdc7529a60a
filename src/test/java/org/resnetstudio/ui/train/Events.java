package org.resnetstudio.ui.train;

import java.util.List;
import java.util.OptionalDouble;
import org.resnetstudio.evaluation.ConfusionMatrix;
import org.resnetstudio.runs.TrainingEvent;

/** Events of a small run: 2 classes, 4 batches an epoch, a second a batch. */
final class Events {
    static final long START = 1_700_000_000_000L;

    private Events() {}

    static TrainingEvent.Started started(int epochs, int firstEpoch) {
        return new TrainingEvent.Started(
                START, "resnet20", List.of("cat", "dog"), 16, 4, epochs, 4, firstEpoch, "test", "CPU", 269_722);
    }

    static TrainingEvent.BatchDone batch(int epoch, int batch, double loss) {
        long time = START + 1000L * ((epoch - 1) * 4L + batch);
        return new TrainingEvent.BatchDone(time, epoch, batch, loss, 0.5, 0.1, 120);
    }

    static TrainingEvent.EpochDone epoch(int epoch, double accuracy) {
        long time = START + 4000L * epoch;
        return new TrainingEvent.EpochDone(
                time, epoch, 1.0 / epoch, accuracy, 1.2 / epoch, accuracy, 0.1, 120, ConfusionMatrix.of(new int[][] {
                    {2, 0}, {1, epoch}
                }));
    }

    /** That the model of the best epoch is on disk. */
    static TrainingEvent.CheckpointSaved saved(int epoch) {
        return new TrainingEvent.CheckpointSaved(START + 4000L * epoch, epoch, "best", "run/checkpoints/best");
    }

    static TrainingEvent.Finished finished(TrainingEvent.Outcome outcome, int epochs) {
        return new TrainingEvent.Finished(
                START + 10_000,
                outcome,
                epochs,
                2,
                OptionalDouble.of(0.75),
                OptionalDouble.of(0.7),
                TrainingEvent.MeanRecall.NONE,
                "run",
                10,
                false);
    }
}
