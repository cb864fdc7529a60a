package org.resnetstudio.runs;

import org.resnetstudio.job.Schedule;

/**
 * Where a run stands whose learning rate falls when the loss does not any more; as PyTorch's {@code ReduceLROnPlateau} counts with {@code
 * mode="min"} and the relative threshold 0.0001.
 *
 * @param best lowest loss so far
 * @param bad epochs in a row that were no better
 * @param drops how often the rate has fallen
 */
public record Plateau(double best, int bad, int drops) {
    /** Before the first epoch. */
    public static final Plateau NONE = new Plateau(Double.POSITIVE_INFINITY, 0, 0);

    private static final double THRESHOLD = 1e-4;

    /** With an epoch behind the present ones; unchanged with another schedule, for which nothing is counted. */
    public Plateau with(EpochFigures epoch, Schedule schedule) {
        if (schedule.kind() != Schedule.Kind.PLATEAU) {
            return this;
        }
        if (epoch.loss() < best * (1 - THRESHOLD)) {
            return new Plateau(epoch.loss(), 0, drops);
        }
        return bad + 1 > schedule.patience() ? new Plateau(best, 0, drops + 1) : new Plateau(best, bad + 1, drops);
    }

    /** What the learning rate is multiplied by; 1 before the first drop. */
    public double factor(Schedule schedule) {
        return Math.pow(schedule.factor(), drops);
    }
}
