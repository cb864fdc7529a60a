package org.resnetstudio.dataset;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.resnetstudio.problem.InvalidValueException;
import org.resnetstudio.problem.Sentence;

/** Classes and samples, at one moment. Immutable; equal to another one of the same classes and samples. */
public final class Dataset {
    private final List<ImageClass> classes;
    private final ChunkedList<Sample> samples;
    private final SampleCounts counts;

    /**
     * A dataset.
     *
     * @param classes in stored order; a label is an index into this list
     * @param samples in stored order
     */
    public Dataset(List<ImageClass> classes, List<Sample> samples) {
        this.classes = List.copyOf(classes);
        this.samples = ChunkedList.of(samples);
        this.samples.forEach(this::check);
        this.counts = SampleCounts.of(this.classes.size(), this.samples);
    }

    private Dataset(List<ImageClass> classes, ChunkedList<Sample> samples, SampleCounts counts) {
        this.classes = classes;
        this.samples = samples;
        this.counts = counts;
    }

    private void check(Sample sample) {
        int label = sample.classIndex().orElse(0);
        if (sample.classIndex().isPresent() && (label < 0 || label >= classes.size())) {
            throw new InvalidValueException(
                    Sentence.of("problem.dataset.bad-label", sample.file(), label, classes.size()));
        }
    }

    /** The classes in stored order; a label is an index into this list. */
    public List<ImageClass> classes() {
        return classes;
    }

    /** The samples in stored order. */
    public List<Sample> samples() {
        return samples;
    }

    /** How many samples there are of each kind. */
    public SampleCounts counts() {
        return counts;
    }

    /** Labelled samples of one split that are not excluded: what training and evaluation use. */
    public List<Sample> usable(Split split) {
        return samples.stream()
                .filter(s -> s.takesPart() && s.split().orElseThrow() == split)
                .toList();
    }

    /** The name of the class of a sample, also of one of another moment; empty if it has no label, or there is no such class now. */
    public Optional<String> className(Sample sample) {
        int label = sample.classIndex().orElse(-1);
        return label >= 0 && label < classes.size()
                ? Optional.of(classes.get(label).name())
                : Optional.empty();
    }

    /** Names of the classes, in order. */
    public List<String> classNames() {
        return classes.stream().map(ImageClass::name).toList();
    }

    /** For a dataset of the same classes and as many samples, some of which are changed: costs as much as those. */
    public Editor edit() {
        return new Editor(this);
    }

    /** Collects changed samples. Used by one thread. */
    public static final class Editor {
        private final Dataset before;
        private final ChunkedList.Editor<Sample> samples;
        private final SampleCounts.Editor counts;

        private Editor(Dataset before) {
            this.before = before;
            this.samples = before.samples.edit();
            this.counts = before.counts.edit();
        }

        /** The sample at an index as it is now. */
        public Sample get(int index) {
            return samples.get(index);
        }

        /** Replaces the sample at an index. */
        public void set(int index, Sample sample) {
            before.check(sample);
            counts.replace(samples.get(index), sample);
            samples.set(index, sample);
        }

        /** The dataset; the editor is not to be used any more. */
        public Dataset done() {
            return new Dataset(before.classes, samples.done(), counts.done());
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Dataset that && classes.equals(that.classes) && samples.equals(that.samples);
    }

    @Override
    public int hashCode() {
        return Objects.hash(classes, samples);
    }

    @Override
    public String toString() {
        return "Dataset[classes=" + classes + ", samples=" + samples + "]";
    }
}
