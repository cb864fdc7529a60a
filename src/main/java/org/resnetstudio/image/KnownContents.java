package org.resnetstudio.image;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Remembers what is in picture files, so that whoever comes later need not read them. It only saves work: what it cannot keep, it forgets
 * without an error. Safe for use by many threads.
 */
public interface KnownContents {
    /** Knows nothing and keeps nothing. */
    KnownContents NONE = new KnownContents() {
        @Override
        public Optional<PictureContent> find(Path file) {
            return Optional.empty();
        }

        @Override
        public void add(Path file, PictureContent content) {
            // nothing is kept
        }

        @Override
        public void keep() {
            // nothing was added
        }
    };

    /** What was found in a file; whether it still is there, the stamp tells. */
    Optional<PictureContent> find(Path file);

    /** What was found in a file. */
    void add(Path file, PictureContent content);

    /** Writes down what was added. */
    void keep();

    /** The hash of a file that has not changed since it was found out; empty if it is not known. */
    default Optional<String> sha256(Path file, FileStamp now) {
        return find(file).filter(known -> known.stamp().equals(now)).map(PictureContent::sha256);
    }
}
