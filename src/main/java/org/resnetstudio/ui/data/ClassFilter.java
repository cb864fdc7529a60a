package org.resnetstudio.ui.data;

import java.util.List;
import org.resnetstudio.dataset.ImageClass;
import org.resnetstudio.dataset.Sample;

/**
 * Which labels are shown.
 *
 * @param kind what is asked of the label
 * @param classIndex the class, where one is asked for; otherwise -1
 */
public record ClassFilter(Kind kind, int classIndex) {
    /** Every sample. */
    public static final ClassFilter ALL = new ClassFilter(Kind.ALL, -1);
    /** Samples without a label. */
    public static final ClassFilter UNLABELLED = new ClassFilter(Kind.UNLABELLED, -1);

    /** What is asked of the label. */
    public enum Kind {
        ALL,
        UNLABELLED,
        CLASS
    }

    public ClassFilter {
        if ((kind == Kind.CLASS) != (classIndex >= 0)) {
            throw new IllegalArgumentException("A filter of kind " + kind + " with class number " + classIndex
                    + " cannot be; use ALL, UNLABELLED or of.");
        }
    }

    /** Samples of one class. */
    public static ClassFilter of(int classIndex) {
        return new ClassFilter(Kind.CLASS, classIndex);
    }

    /** The same class in another list of classes, which may have been renamed or moved; all samples if it is gone. */
    ClassFilter among(List<ImageClass> before, List<ImageClass> now) {
        if (kind != Kind.CLASS || classIndex >= before.size()) {
            return kind == Kind.CLASS ? ALL : this;
        }
        int index = now.indexOf(before.get(classIndex));
        if (index < 0 && now.size() == before.size()) {
            index = classIndex;
        }
        return index < 0 ? ALL : of(index);
    }

    /** Whether a sample is shown. */
    public boolean matches(Sample sample) {
        return switch (kind) {
            case ALL -> true;
            case UNLABELLED -> sample.classIndex().isEmpty();
            case CLASS -> sample.classIndex().orElse(-1) == classIndex;
        };
    }
}
