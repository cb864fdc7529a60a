package org.resnetstudio.project;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.LongStream;

/** An immutable, ascending set of sample ids, written as ranges: {@code 1-5,9}. */
public final class IdSet {
    /** No sample. */
    public static final IdSet NONE = new IdSet(new long[0]);

    private final long[] ids;

    private IdSet(long[] sorted) {
        ids = sorted;
    }

    /** These ids, in any order and with repetitions. */
    public static IdSet of(Collection<Long> ids) {
        return new IdSet(
                ids.stream().mapToLong(Long::longValue).sorted().distinct().toArray());
    }

    /** All ids from {@code first} to {@code last}, both included. */
    static IdSet range(long first, long last) {
        return new IdSet(LongStream.rangeClosed(first, last).toArray());
    }

    static IdSet parse(String text) {
        LongStream.Builder ids = LongStream.builder();
        for (String part : text.isEmpty() ? List.<String>of() : List.of(text.split(",", -1))) {
            int dash = part.indexOf('-');
            long first = Long.parseLong(dash < 0 ? part : part.substring(0, dash));
            long last = dash < 0 ? first : Long.parseLong(part.substring(dash + 1));
            LongStream.rangeClosed(first, last).forEach(ids);
        }
        return new IdSet(ids.build().toArray());
    }

    /** The ids of both. */
    public IdSet and(IdSet other) {
        if (other.ids.length == 0 || ids.length == 0) {
            return ids.length == 0 ? other : this;
        }
        return new IdSet(
                LongStream.concat(stream(), other.stream()).sorted().distinct().toArray());
    }

    /** How many there are. */
    public int size() {
        return ids.length;
    }

    long get(int index) {
        return ids[index];
    }

    /** Whether it is one of them. */
    public boolean contains(long id) {
        return Arrays.binarySearch(ids, id) >= 0;
    }

    /** The ids, ascending. */
    public LongStream stream() {
        return Arrays.stream(ids);
    }

    /** The ranges, as pairs of first and last. */
    List<long[]> ranges() {
        List<long[]> ranges = new ArrayList<>();
        for (int from = 0; from < ids.length; ) {
            int to = from;
            while (to + 1 < ids.length && ids[to + 1] == ids[to] + 1) {
                to++;
            }
            ranges.add(new long[] {ids[from], ids[to]});
            from = to + 1;
        }
        return ranges;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IdSet that && Arrays.equals(ids, that.ids);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(ids);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (long[] range : ranges()) {
            text.append(text.isEmpty() ? "" : ",").append(range[0]);
            if (range[1] > range[0]) {
                text.append('-').append(range[1]);
            }
        }
        return text.toString();
    }
}
