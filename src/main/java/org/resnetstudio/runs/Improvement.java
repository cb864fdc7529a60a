package org.resnetstudio.runs;

import org.resnetstudio.job.EarlyStopping;

/**
 * How long a run has learned nothing more, by the measure that its {@link EarlyStopping} watches.
 *
 * @param best value so far
 * @param epochsSince finished epochs since the one that had it, at least 0
 */
public record Improvement(double best, int epochsSince) {
    /** Before the first epoch: everything is better. */
    public static final Improvement NONE = new Improvement(Double.NaN, 0);

    /** With an epoch behind the present ones. */
    public Improvement with(EpochFigures epoch, EarlyStopping.Measure measure) {
        return switch (measure) {
            case LOSS -> with(epoch.loss(), epoch.loss() < best);
            case ACCURACY -> with(epoch.accuracy(), epoch.accuracy() > best);
        };
    }

    private Improvement with(double value, boolean better) {
        return better || Double.isNaN(best) ? new Improvement(value, 0) : new Improvement(best, epochsSince + 1);
    }

    /** Whether it is time to end. */
    public boolean exhausts(EarlyStopping rule) {
        return rule.patience() > 0 && epochsSince >= rule.patience();
    }
}
