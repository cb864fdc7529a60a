package org.resnetstudio.ui.data;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.resnetstudio.dataset.Dataset;
import org.resnetstudio.dataset.Sample;

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

    /** Counts a dataset. */
    public static DatasetCounts of(Dataset dataset) {
        int[] classes = new int[dataset.classes().size()];
        Map<SplitFilter, Integer> splits = new EnumMap<>(SplitFilter.class);
        for (SplitFilter filter : SplitFilter.values()) {
            splits.put(filter, 0);
        }
        int unlabelled = 0;
        for (Sample sample : dataset.samples()) {
            if (sample.classIndex().isPresent()) {
                classes[sample.classIndex().getAsInt()]++;
            } else {
                unlabelled++;
            }
            for (SplitFilter filter : SplitFilter.values()) {
                if (filter.matches(sample)) {
                    splits.merge(filter, 1, Integer::sum);
                }
            }
        }
        List<Integer> perClass = new ArrayList<>();
        for (int count : classes) {
            perClass.add(count);
        }
        return new DatasetCounts(dataset.samples().size(), unlabelled, perClass, splits);
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
