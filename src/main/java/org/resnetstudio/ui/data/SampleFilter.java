package org.resnetstudio.ui.data;

import java.util.Locale;
import org.resnetstudio.dataset.Sample;

/**
 * Which samples the grid shows: those that meet all three.
 *
 * @param classes by label
 * @param splits by split
 * @param text part of the file's name, in any case; empty for all
 */
public record SampleFilter(ClassFilter classes, SplitFilter splits, String text) {
    /** Shows everything. */
    public static final SampleFilter NONE = new SampleFilter(ClassFilter.ALL, SplitFilter.ALL, "");

    public SampleFilter {
        text = text.strip().toLowerCase(Locale.ROOT);
    }

    /** The same with another label. */
    public SampleFilter with(ClassFilter next) {
        return new SampleFilter(next, splits, text);
    }

    /** The same with another split. */
    public SampleFilter with(SplitFilter next) {
        return new SampleFilter(classes, next, text);
    }

    /** The same with another text. */
    public SampleFilter withText(String next) {
        return new SampleFilter(classes, splits, next);
    }

    /** Whether a sample is shown. */
    public boolean matches(Sample sample) {
        return classes.matches(sample) && splits.matches(sample) && (text.isEmpty() || nameContainsText(sample));
    }

    private boolean nameContainsText(Sample sample) {
        return String.valueOf(sample.file().getFileName())
                .toLowerCase(Locale.ROOT)
                .contains(text);
    }
}
