package org.resnetstudio.dataset;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.resnetstudio.image.OtherFormat;

/** Kinds of files and folders that cannot be taken in, by which reports count them. */
public enum LeftOut {
    /** Pictures as cameras' sensors saw them. */
    RAW("raw picture", 20),
    /** Pictures of other formats that cannot be read. */
    OTHER_FORMAT("picture of another format", 20),
    /** Pictures that are damaged, empty, or gone. */
    UNREADABLE("unreadable picture", 1000),
    /** Files that are no pictures: a source may hold thousands, none of which matters much. */
    NOT_A_PICTURE("other file", 20),
    /** Folders that cannot be read or understood, and sources that are not there. */
    FOLDER("folder", 1000),
    /** Links that lead back or nowhere, and names that cannot be kept. */
    LINK("link", 1000),
    /** Lines of manifests that make no sense. */
    LINE("line of a manifest", 1000);

    private final String singular;
    private final int listed;

    LeftOut(String singular, int listed) {
        this.singular = singular;
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

    /** "1 raw picture", "1,200 raw pictures". */
    String counted(int count) {
        String words = count == 1
                ? singular
                : switch (this) {
                    case OTHER_FORMAT -> "pictures of other formats";
                    case LINE -> "lines of manifests";
                    default -> singular + "s";
                };
        return String.format(Locale.ROOT, "%,d %s", count, words);
    }

    /** "12 raw pictures, 2 other files"; empty when there is nothing. */
    public static String counted(Map<LeftOut, Integer> counts) {
        return Arrays.stream(values())
                .filter(counts::containsKey)
                .map(kind -> kind.counted(counts.get(kind)))
                .collect(Collectors.joining(", "));
    }
}
