package org.resnetstudio.ui.evaluate;

import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalInt;
import org.resnetstudio.dataset.Dataset;
import org.resnetstudio.dataset.Sample;
import org.resnetstudio.dataset.SampleIndex;
import org.resnetstudio.project.ProjectChange;
import org.resnetstudio.runs.RunParts;

/** How many pictures each evaluation set has: counted when somebody asks first, and from then on only what changes. */
final class SetSizes {
    private final Map<EvaluationSet, Integer> sizes = new EnumMap<>(EvaluationSet.class);
    private boolean counted;

    /** The number of pictures of a set. */
    int of(EvaluationSet set, Dataset dataset, RunParts parts) {
        if (!counted) {
            counted = true;
            dataset.samples().forEach(sample -> count(sample, parts, 1));
        }
        return sizes.getOrDefault(set, 0);
    }

    /** The number of pictures of a set, if they were counted. */
    OptionalInt counted(EvaluationSet set) {
        return counted ? OptionalInt.of(sizes.getOrDefault(set, 0)) : OptionalInt.empty();
    }

    /** Other parts, or other samples: everything is counted when somebody asks again. */
    void forget() {
        sizes.clear();
        counted = false;
    }

    /** Takes a change over. */
    void follow(ProjectChange change, RunParts parts) {
        if (!change.keepsPlaces()) {
            forget();
        } else if (counted) {
            change.samples().stream().forEach(id -> {
                int index = SampleIndex.of(change.after().samples(), id);
                count(change.before().samples().get(index), parts, -1);
                count(change.after().samples().get(index), parts, 1);
            });
        }
    }

    private void count(Sample sample, RunParts parts, int more) {
        EvaluationSet.holding(sample, parts).ifPresent(set -> sizes.merge(set, more, Integer::sum));
    }
}
