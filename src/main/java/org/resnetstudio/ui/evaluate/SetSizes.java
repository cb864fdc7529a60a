package org.resnetstudio.ui.evaluate;

import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalInt;
import org.resnetstudio.dataset.Dataset;
import org.resnetstudio.dataset.Sample;
import org.resnetstudio.dataset.SampleIndex;
import org.resnetstudio.project.ProjectChange;
import org.resnetstudio.training.RunParts;

/** How many pictures each evaluation set has: counted when somebody asks first, and from then on only what changes. */
final class SetSizes {
    private final Map<EvaluationSet, Integer> known = new EnumMap<>(EvaluationSet.class);

    /** The number of pictures of a set. */
    int of(EvaluationSet set, Dataset dataset, RunParts parts) {
        return known.computeIfAbsent(set, which -> which.of(dataset, parts).size());
    }

    /** The number of pictures of a set, if it was counted. */
    OptionalInt counted(EvaluationSet set) {
        Integer count = known.get(set);
        return count == null ? OptionalInt.empty() : OptionalInt.of(count);
    }

    /** Other parts, or other samples: everything is counted when somebody asks again. */
    void forget() {
        known.clear();
    }

    /** Takes a change over. */
    void follow(ProjectChange change, RunParts parts) {
        if (!change.keepsPlaces()) {
            forget();
            return;
        }
        for (Map.Entry<EvaluationSet, Integer> entry : known.entrySet()) {
            int more = change.samples().stream()
                    .mapToInt(id -> count(change.after(), id, entry.getKey(), parts)
                            - count(change.before(), id, entry.getKey(), parts))
                    .sum();
            entry.setValue(entry.getValue() + more);
        }
    }

    private static int count(Dataset dataset, long id, EvaluationSet set, RunParts parts) {
        Sample sample = dataset.samples().get(SampleIndex.of(dataset.samples(), id));
        return set.in(parts).test(sample) ? 1 : 0;
    }
}
