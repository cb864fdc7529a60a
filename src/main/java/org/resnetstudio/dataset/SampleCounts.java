package org.resnetstudio.dataset;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How many samples of a dataset there are of each kind. Immutable. */
public final class SampleCounts {
    private static final int SPLITS = Split.values().length;
    /** The place of samples without a split. */
    private static final int NO_SPLIT = SPLITS;

    private static final int STATES = 2;
    private static final int CELLS_PER_CLASS = (SPLITS + 1) * STATES;

    private final int classes;
    /** {@code [class][split][0 or 1]}: those without a class or split come last of their kind, and 1 is excluded. */
    private final int[] cells;

    private SampleCounts(int classes, int[] cells) {
        this.classes = classes;
        this.cells = cells;
    }

    /**
     * Counts samples.
     *
     * @param classes number of classes, at least that of the labels
     */
    static SampleCounts of(int classes, List<Sample> samples) {
        int[] cells = new int[(classes + 1) * CELLS_PER_CLASS];
        for (Sample sample : samples) {
            cells[cell(classes, sample)]++;
        }
        return new SampleCounts(classes, cells);
    }

    private static int cell(int classes, Sample sample) {
        return cell(
                sample.classIndex().orElse(classes),
                sample.split().map(Split::ordinal).orElse(NO_SPLIT),
                sample.excluded() ? 1 : 0);
    }

    private static int cell(int classIndex, int split, int state) {
        return classIndex * CELLS_PER_CLASS + split * STATES + state;
    }

    /** Number of classes, also of those without a sample. */
    public int classes() {
        return classes;
    }

    /** All samples. */
    public int all() {
        return Arrays.stream(cells).sum();
    }

    /** Those with a label. */
    public int labelled() {
        return all() - unlabelled();
    }

    /** Those without a label. */
    public int unlabelled() {
        return ofClass(classes);
    }

    /** Those labelled as a class, by its index. */
    public int ofClass(int classIndex) {
        int first = classIndex * CELLS_PER_CLASS;
        return Arrays.stream(cells, first, first + CELLS_PER_CLASS).sum();
    }

    /** Those of a split, or of none, excluded ones and those without a label among them. */
    public int ofSplit(Optional<Split> split) {
        int place = split.map(Split::ordinal).orElse(NO_SPLIT);
        int sum = 0;
        for (int c = 0; c <= classes; c++) {
            sum += cells[cell(c, place, 0)] + cells[cell(c, place, 1)];
        }
        return sum;
    }

    /** Those that are left out. */
    public int excluded() {
        int sum = 0;
        for (int i = 1; i < cells.length; i += STATES) {
            sum += cells[i];
        }
        return sum;
    }

    /** Those of a class, and of a split or of none, that are not excluded. */
    public int usable(int classIndex, Optional<Split> split) {
        return cells[cell(classIndex, split.map(Split::ordinal).orElse(NO_SPLIT), 0)];
    }

    /** Labelled ones of a split that are not excluded; see {@link Dataset#usable}. */
    public int usable(Split split) {
        int sum = 0;
        for (int c = 0; c < classes; c++) {
            sum += usable(c, Optional.of(split));
        }
        return sum;
    }

    /** Labelled ones that are not excluded. */
    public int usable() {
        int sum = 0;
        for (int i = 0; i < classes * CELLS_PER_CLASS; i += STATES) {
            sum += cells[i];
        }
        return sum;
    }

    /** For counts that differ in some samples. */
    Editor edit() {
        return new Editor(classes, cells.clone());
    }

    /** Collects differences. Used by one thread. */
    static final class Editor {
        private final int classes;
        private final int[] cells;

        private Editor(int classes, int[] cells) {
            this.classes = classes;
            this.cells = cells;
        }

        /** One sample became another. */
        void replace(Sample before, Sample after) {
            cells[cell(classes, before)]--;
            cells[cell(classes, after)]++;
        }

        /** Of a class, this many usable samples will be in a split, or in none. */
        void setUsable(int classIndex, Optional<Split> split, int count) {
            cells[cell(classIndex, split.map(Split::ordinal).orElse(NO_SPLIT), 0)] = count;
        }

        /** The counts; the editor is not to be used any more. */
        SampleCounts done() {
            return new SampleCounts(classes, cells);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SampleCounts that && classes == that.classes && Arrays.equals(cells, that.cells);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(cells);
    }

    @Override
    public String toString() {
        return all() + " samples, " + unlabelled() + " without a label, " + excluded() + " excluded";
    }
}
