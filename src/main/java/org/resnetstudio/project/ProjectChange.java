package org.resnetstudio.project;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.resnetstudio.dataset.Dataset;

/**
 * What one edit of a project changed, or several edits that follow one another. Of the edits that were taken back in the meantime the
 * samples are named all the same.
 *
 * @param version of the project after it
 * @param fields what was changed
 * @param samples whose label, split, exclusion or presence was changed
 * @param before the project's samples and classes before it
 * @param after the project's samples and classes after it
 */
public record ProjectChange(long version, Set<Field> fields, IdSet samples, Dataset before, Dataset after) {
    /** What an edit can change. */
    public enum Field {
        /** Labels of samples. */
        LABEL,
        /** Splits of samples. */
        SPLIT,
        /** Whether samples take part. */
        EXCLUDED,
        /** Which samples there are. */
        PRESENCE,
        /** Which classes there are, their names or their order; with it the numbers in any label may have changed. */
        CLASSES
    }

    public ProjectChange {
        fields = Collections.unmodifiableSet(fields.isEmpty() ? EnumSet.noneOf(Field.class) : EnumSet.copyOf(fields));
    }

    static ProjectChange of(ProjectState before, ProjectState after, List<EditStep> steps) {
        Set<Field> fields = EnumSet.noneOf(Field.class);
        IdSet samples = IdSet.NONE;
        for (EditStep step : steps) {
            if (step instanceof EditStep.Samples changed) {
                fields.add(changed.field().published());
                samples = samples.and(changed.ids());
            } else {
                fields.add(Field.CLASSES);
            }
        }
        return new ProjectChange(after.version(), fields, samples, before.dataset(), after.dataset());
    }

    /** Everything: another project is looked at, or none. */
    public static ProjectChange everything(Dataset before, Dataset after) {
        return new ProjectChange(0, EnumSet.allOf(Field.class), IdSet.NONE, before, after);
    }

    /**
     * Whether there are the same classes, and the same samples in the same places, as before: then what is known of the samples that are
     * not named stays true. Otherwise all of them are to be looked at.
     */
    public boolean keepsPlaces() {
        return !fields.contains(Field.PRESENCE) && !fields.contains(Field.CLASSES);
    }

    /** Both changes as one. {@code next} begins where this one ends. */
    public ProjectChange then(ProjectChange next) {
        EnumSet<Field> all = EnumSet.noneOf(Field.class);
        all.addAll(fields);
        all.addAll(next.fields);
        return new ProjectChange(next.version, all, samples.and(next.samples), before, next.after);
    }
}
