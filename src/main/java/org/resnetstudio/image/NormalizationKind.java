package org.resnetstudio.image;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.resnetstudio.problem.InvalidValueException;
import org.resnetstudio.problem.Sentence;

/** Where a run's {@link Normalization} comes from. */
public enum NormalizationKind {
    /** Mean and standard deviation of the run's own training pictures. */
    DATASET,
    /** {@link Normalization#IMAGENET}. */
    IMAGENET,
    /** {@link Normalization#CAFFE}. */
    CAFFE,
    /** {@link Normalization#NONE}. */
    NONE,
    /** What the weights that the run begins with were trained with. */
    PRETRAINED;

    /** The name on the command line and in {@code run.json}. */
    public String cliName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The fixed values of this kind; empty for {@link #DATASET} and {@link #PRETRAINED}, whose values depend on the run. */
    public Optional<Normalization> fixed() {
        return switch (this) {
            case DATASET, PRETRAINED -> Optional.empty();
            case IMAGENET -> Optional.of(Normalization.IMAGENET);
            case CAFFE -> Optional.of(Normalization.CAFFE);
            case NONE -> Optional.of(Normalization.NONE);
        };
    }

    /**
     * Reads a name as {@link #cliName()} gives it, in any case.
     *
     * @throws IllegalArgumentException for any other name; the message lists the valid ones
     */
    public static NormalizationKind parse(String name) {
        return Arrays.stream(values())
                .filter(kind -> kind.cliName().equalsIgnoreCase(name.strip()))
                .findFirst()
                .orElseThrow(() -> new InvalidValueException(Sentence.of(
                        "problem.image.normalization.unknown",
                        name,
                        Arrays.stream(values()).map(NormalizationKind::cliName).collect(Collectors.joining(", ")))));
    }
}
