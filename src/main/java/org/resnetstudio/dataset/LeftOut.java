package org.resnetstudio.dataset;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.resnetstudio.image.OtherFormat;
import org.resnetstudio.problem.Sentence;

/** Kinds of files and folders that cannot be taken in, by which reports count them. */
public enum LeftOut {
    /** Pictures as cameras' sensors saw them. */
    RAW(20),
    /** Pictures of other formats that cannot be read. */
    OTHER_FORMAT(20),
    /** Pictures that are damaged, empty, or gone. */
    UNREADABLE(1000),
    /** Files that are no pictures: a source may hold thousands, none of which matters much. */
    NOT_A_PICTURE(20),
    /** Folders that cannot be read or understood, and sources that are not there. */
    FOLDER(1000),
    /** Links that lead back or nowhere, and names that cannot be kept. */
    LINK(1000),
    /** Lines of manifests that make no sense. */
    LINE(1000);

    private final int listed;

    LeftOut(int listed) {
        this.listed = listed;
    }

    /** How many of a kind are listed one by one before the rest is summed up. */
    int listed() {
        return listed;
    }

    static LeftOut of(OtherFormat format) {
        return switch (format) {
            case RAW -> RAW;
            default -> OTHER_FORMAT;
        };
    }

    /** "12 raw pictures, 2 other files". */
    public static Sentence counted(Map<LeftOut, Integer> counts) {
        return Sentence.list(Arrays.stream(values())
                .filter(counts::containsKey)
                .map(kind -> Sentence.of(
                        "problem.dataset.counted." + kind.name().toLowerCase(Locale.ROOT), counts.get(kind)))
                .toList());
    }
}
