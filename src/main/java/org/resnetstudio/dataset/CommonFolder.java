package org.resnetstudio.dataset;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The folder that holds all samples, so that paths below it mean the same on every machine. */
final class CommonFolder {
    private CommonFolder() {}

    /** The deepest folder above all files; empty without samples, or when they lie on different drives. */
    static Optional<Path> of(List<Sample> samples) {
        Path folder = null;
        for (Sample sample : samples) {
            Path parent = sample.file().getParent();
            folder = folder == null ? parent : folder;
            while (folder != null && (parent == null || !parent.startsWith(folder))) {
                folder = folder.getParent();
            }
            if (folder == null) {
                return Optional.empty();
            }
        }
        return Optional.ofNullable(folder);
    }

    /** The path below {@code root} with {@code /}, or the whole path when there is no root. */
    static String relative(Optional<Path> root, Path file) {
        Path path = root.isPresent() ? root.get().relativize(file) : file;
        return path.toString().replace(path.getFileSystem().getSeparator(), "/");
    }
}
