package org.resnetstudio.dataset;

import java.util.List;
import java.util.Optional;
import org.resnetstudio.problem.InvalidValueException;

/**
 * Classes and samples, at one moment. Immutable.
 *
 * @param classes in stored order; a label is an index into this list
 * @param samples in stored order
 */
public record Dataset(List<ImageClass> classes, List<Sample> samples) {
    public Dataset {
        classes = List.copyOf(classes);
        samples = List.copyOf(samples);
        for (Sample sample : samples) {
            int label = sample.classIndex().orElse(0);
            if (sample.classIndex().isPresent() && (label < 0 || label >= classes.size())) {
                throw new InvalidValueException("The label of " + sample.file() + " is class number " + label
                        + ", but there are only " + classes.size() + " classes.");
            }
        }
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
}
