package org.resnetstudio.ui.data;

import java.util.Locale;
import java.util.Optional;
import org.resnetstudio.dataset.Sample;
import org.resnetstudio.dataset.SampleCounts;
import org.resnetstudio.dataset.Split;

/** Which parts of the dataset are shown. */
public enum SplitFilter {
    ALL,
    TRAIN,
    VALIDATION,
    TEST,
    /** Samples that no split has been given to. */
    UNASSIGNED,
    /** Samples left out of training and evaluation, whatever their split. */
    EXCLUDED;

    /** The name in message keys. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether a sample is shown. */
    public boolean matches(Sample sample) {
        return switch (this) {
            case ALL -> true;
            case TRAIN -> is(sample, Split.TRAIN);
            case VALIDATION -> is(sample, Split.VALIDATION);
            case TEST -> is(sample, Split.TEST);
            case UNASSIGNED -> sample.split().isEmpty();
            case EXCLUDED -> sample.excluded();
        };
    }

    /** How many samples are shown. */
    int count(SampleCounts counts) {
        return switch (this) {
            case ALL -> counts.all();
            case TRAIN -> counts.ofSplit(Optional.of(Split.TRAIN));
            case VALIDATION -> counts.ofSplit(Optional.of(Split.VALIDATION));
            case TEST -> counts.ofSplit(Optional.of(Split.TEST));
            case UNASSIGNED -> counts.ofSplit(Optional.empty());
            case EXCLUDED -> counts.excluded();
        };
    }

    private static boolean is(Sample sample, Split split) {
        return sample.split().equals(Optional.of(split));
    }
}
