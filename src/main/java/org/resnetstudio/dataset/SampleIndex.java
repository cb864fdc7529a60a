package org.resnetstudio.dataset;

import java.util.List;

/** Finds samples in lists that are in the order of their ids. */
public final class SampleIndex {
    private SampleIndex() {}

    /** The index of the sample with this id; {@code -(place where it would be) - 1} if there is none. */
    public static int of(List<Sample> ascending, long id) {
        return of(ascending, id, 0);
    }

    /**
     * As {@link #of(List, long)}, where all samples with smaller ids are before an index.
     *
     * @param from where to begin, from 0 to the size of the list
     */
    public static int of(List<Sample> ascending, long id, int from) {
        int low = from;
        int high = ascending.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            long found = ascending.get(middle).id();
            if (found == id) {
                return middle;
            }
            if (found < id) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -low - 1;
    }
}
