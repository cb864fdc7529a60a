package org.resnetstudio.ui.data;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.resnetstudio.dataset.ImageClass;
import org.resnetstudio.dataset.Sample;

/**
 * Which samples the grid shows: those that meet all three.
 *
 * @param classes by label
 * @param splits by split
 * @param text part of the file's or of the class's name, in any case; empty for all
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

    /**
     * Which samples are shown.
     *
     * @param names the classes, whose names the text is looked for in as well
     */
    public Predicate<Sample> predicate(List<ImageClass> names) {
        BitSet named = new BitSet();
        for (int i = 0; i < names.size(); i++) {
            named.set(i, contains(names.get(i).name()));
        }
        return sample -> classes.matches(sample)
                && splits.matches(sample)
                && (text.isEmpty()
                        || named.get(sample.classIndex().orElse(names.size()))
                        || contains(String.valueOf(sample.file().getFileName())));
    }

    private boolean contains(String name) {
        return name.toLowerCase(Locale.ROOT).contains(text);
    }
}
