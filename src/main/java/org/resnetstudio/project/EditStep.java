package org.resnetstudio.project;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** One step of an edit, with what was before and what is after, so that it can be undone. */
sealed interface EditStep {
    /** The step that takes this one back. */
    EditStep inverse();

    /** Number of samples or classes that this step changes. */
    int size();

    /** Takes back {@code changes}, last one first. */
    static List<EditStep> inverse(List<EditStep> changes) {
        List<EditStep> inverse = new ArrayList<>();
        for (EditStep change : changes) {
            inverse.add(change.inverse());
        }
        Collections.reverse(inverse);
        return inverse;
    }

    /** What of a sample can change, and the column it is stored in. */
    enum Field {
        /** The class id, or null. */
        LABEL("class_id", ProjectChange.Field.LABEL),
        /** The name of the split, or null. */
        SPLIT("split", ProjectChange.Field.SPLIT),
        /** 0 or 1. */
        EXCLUDED("excluded", ProjectChange.Field.EXCLUDED),
        /** 1 while in the project, 0 when removed; the row stays, so that undo can bring it back. */
        PRESENT("present", ProjectChange.Field.PRESENCE);

        private final String column;
        private final ProjectChange.Field published;

        Field(String column, ProjectChange.Field published) {
            this.column = column;
            this.published = published;
        }

        String column() {
            return column;
        }

        /** What listeners are told. */
        ProjectChange.Field published() {
            return published;
        }
    }

    /**
     * Samples that all had one value and get another.
     *
     * @param before stored value, may be null
     * @param after stored value, may be null
     */
    record Samples(Field field, String before, String after, IdSet ids) implements EditStep {
        @Override
        public EditStep inverse() {
            return new Samples(field, after, before, ids);
        }

        @Override
        public int size() {
            return ids.size();
        }
    }

    /** The list of classes, in order, before and after. */
    record Classes(List<StoredClass> before, List<StoredClass> after) implements EditStep {
        public Classes {
            before = List.copyOf(before);
            after = List.copyOf(after);
        }

        @Override
        public EditStep inverse() {
            return new Classes(after, before);
        }

        @Override
        public int size() {
            List<StoredClass> gone = new ArrayList<>(before);
            gone.removeAll(after);
            List<StoredClass> fresh = new ArrayList<>(after);
            fresh.removeAll(before);
            return Math.max(gone.size(), fresh.size());
        }
    }
}
