package org.resnetstudio.ui.data;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.resnetstudio.dataset.Dataset;
import org.resnetstudio.dataset.SampleCounts;

/**
 * How many samples there are.
 *
 * @param all in the project
 * @param unlabelled without a label
 * @param perClass by class index
 * @param perSplit by what the split filter shows
 */
public record DatasetCounts(int all, int unlabelled, List<Integer> perClass, Map<SplitFilter, Integer> perSplit) {
    public DatasetCounts {
        perClass = List.copyOf(perClass);
        perSplit = Map.copyOf(perSplit);
    }

    /** The counts of a dataset. */
    public static DatasetCounts of(Dataset dataset) {
        SampleCounts counts = dataset.counts();
        Map<SplitFilter, Integer> splits = new EnumMap<>(SplitFilter.class);
        for (SplitFilter filter : SplitFilter.values()) {
            splits.put(filter, filter.count(counts));
        }
        return new DatasetCounts(
                counts.all(),
                counts.unlabelled(),
                IntStream.range(0, counts.classes()).mapToObj(counts::ofClass).toList(),
                splits);
    }

    /** How many a label filter alone would show. */
    public int of(ClassFilter filter) {
        return switch (filter.kind()) {
            case ALL -> all;
            case UNLABELLED -> unlabelled;
            case CLASS -> filter.classIndex() < perClass.size() ? perClass.get(filter.classIndex()) : 0;
        };
    }
}
