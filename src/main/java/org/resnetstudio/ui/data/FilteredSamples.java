package org.resnetstudio.ui.data;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.resnetstudio.dataset.ChunkedList;
import org.resnetstudio.dataset.Dataset;
import org.resnetstudio.dataset.Sample;
import org.resnetstudio.dataset.SampleIndex;
import org.resnetstudio.project.ProjectChange;

/**
 * The samples of a dataset that pass a filter, in the order of their ids. Immutable.
 *
 * @param samples that pass
 */
record FilteredSamples(ChunkedList<Sample> samples) {
    /** Of more samples than this all are looked at again: it is done sooner. */
    static final int FEW = 500;

    FilteredSamples {
        samples = ChunkedList.of(samples);
    }

    /** Looks at all samples. */
    static FilteredSamples of(Dataset dataset, SampleFilter filter) {
        List<Sample> all = dataset.samples();
        return new FilteredSamples(ChunkedList.of(
                filter.equals(SampleFilter.NONE)
                        ? all
                        : all.stream()
                                .filter(filter.predicate(dataset.classes()))
                                .toList()));
    }

    /** What passes after a change, by a filter that itself is as it was: of few changed samples the others are not looked at. */
    FilteredSamples after(ProjectChange change, SampleFilter filter) {
        if (filter.equals(SampleFilter.NONE)
                || !change.keepsPlaces()
                || change.samples().size() > FEW) {
            return of(change.after(), filter);
        }
        List<Sample> all = change.after().samples();
        Predicate<Sample> passes = filter.predicate(change.after().classes());
        ChunkedList<Sample> next = samples;
        for (long id : change.samples().stream().toArray()) {
            Sample sample = all.get(SampleIndex.of(all, id));
            int at = SampleIndex.of(next, id);
            if (passes.test(sample)) {
                next = at < 0 ? next.plus(-at - 1, sample) : next.with(at, sample);
            } else if (at >= 0) {
                next = next.without(at);
            }
        }
        return new FilteredSamples(next);
    }

    /** Where samples that were chosen here are in another list; those that are not in it are left out. */
    BitSet chosenIn(FilteredSamples next, BitSet chosen) {
        BitSet found = new BitSet(next.samples.size());
        int from = 0;
        for (int i = chosen.nextSetBit(0); i >= 0 && i < samples.size(); i = chosen.nextSetBit(i + 1)) {
            int at = SampleIndex.of(next.samples, samples.get(i).id(), from);
            if (at >= 0) {
                found.set(at);
            }
            from = at < 0 ? -at - 1 : at;
        }
        return found;
    }

    /** The index here of a sample, or of the one that took its place; -1 when there are none. */
    int nearest(Sample sample) {
        int index = SampleIndex.of(samples, sample.id());
        return Math.min(index < 0 ? -index - 1 : index, samples.size() - 1);
    }

    /** The sample at an index, if there is one. */
    Optional<Sample> at(int index) {
        return index >= 0 && index < samples.size() ? Optional.of(samples.get(index)) : Optional.empty();
    }
}
