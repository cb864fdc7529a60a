package org.resnetstudio.image;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Which files look like pictures, by their name alone: the quick test of a folder scan. */
public final class ImageFormats {
    /** File name extensions of all formats, lower case, without the dot. */
    public static final List<String> EXTENSIONS = Arrays.stream(ImageFormat.values())
            .flatMap(format -> format.extensions().stream())
            .toList();

    private static final Set<String> KNOWN = Set.copyOf(EXTENSIONS);

    private ImageFormats() {}

    /**
     * Whether the name ends like a picture's, in any case. Names that begin with a dot are hidden files (macOS leaves
     * {@code ._photo.jpg} beside every file on foreign disks, which is no picture) and do not count.
     */
    public static boolean isImageFile(Path file) {
        Path fileName = file.getFileName();
        if (fileName == null) {
            return false;
        }
        String name = fileName.toString();
        int dot = name.lastIndexOf('.');
        return dot > 0
                && name.charAt(0) != '.'
                && KNOWN.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT));
    }
}
