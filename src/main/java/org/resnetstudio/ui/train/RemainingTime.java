package org.resnetstudio.ui.train;

import java.util.OptionalDouble;
import org.resnetstudio.runs.TrainingEvent;

/**
 * How long a run will still take: so many batches at the pace of the last minute or so, and so many times what lies between two epochs.
 * The first batch that is heard of only begins the measurement, because it is the slowest one, and because nobody tells how many came
 * before it where a run goes on in the middle of an epoch. Used by one thread at a time.
 */
final class RemainingTime {
    /** After that time, what was measured counts a third. */
    private static final double MEMORY_SECONDS = 60;

    private static final double LEAST_SECONDS = 2;
    /** A picture is validated in about a third of the time in which it is trained on. */
    private static final double VALIDATION_SHARE = 1.0 / 3;

    private final TrainingEvent.Started run;
    private double seconds;
    private double batches;
    private OptionalDouble betweenSeconds = OptionalDouble.empty();
    private TrainingEvent.BatchDone last;
    private int finishedEpochs;
    private int epochs;

    /** Nothing measured yet. */
    RemainingTime(TrainingEvent.Started run) {
        this.run = run;
        this.finishedEpochs = run.firstEpoch() - 1;
        this.epochs = run.epochs();
    }

    void add(TrainingEvent.BatchDone event) {
        if (last != null) {
            double passed = (event.timeMillis() - last.timeMillis()) / 1000.0;
            double done = done(event) - done(last);
            if (event.epoch() == last.epoch()) {
                double fading = Math.exp(-passed / MEMORY_SECONDS);
                seconds = seconds * fading + passed;
                batches = batches * fading + done;
            } else if (batches > 0) {
                double between = Math.max(0, passed - done * pace()) / (event.epoch() - last.epoch());
                betweenSeconds = OptionalDouble.of(
                        betweenSeconds.isPresent() ? (betweenSeconds.getAsDouble() + between) / 2 : between);
            }
        }
        last = event;
    }

    /** A pause is no pace. */
    void resumed() {
        last = null;
    }

    /** The run has another number of epochs now. */
    void epochs(int number) {
        epochs = number;
    }

    void add(TrainingEvent.EpochDone event) {
        finishedEpochs = event.epoch();
    }

    /** In seconds; empty until there is something to go by. */
    OptionalDouble seconds() {
        if (batches <= 0 || seconds < LEAST_SECONDS) {
            return OptionalDouble.empty();
        }
        double done = Math.max(last == null ? 0 : done(last), (double) finishedEpochs * run.batchesPerEpoch());
        double left = (double) epochs * run.batchesPerEpoch() - done;
        double between = betweenSeconds.orElse(pace()
                * run.batchesPerEpoch()
                * VALIDATION_SHARE
                * run.validationSamples()
                / Math.max(1, run.trainSamples()));
        return OptionalDouble.of(pace() * left + between * (epochs - finishedEpochs));
    }

    private double pace() {
        return seconds / batches;
    }

    private double done(TrainingEvent.BatchDone event) {
        return (event.epoch() - 1.0) * run.batchesPerEpoch() + event.batch();
    }
}
