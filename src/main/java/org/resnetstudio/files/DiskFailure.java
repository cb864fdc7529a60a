package org.resnetstudio.files;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.Optional;

/** What to tell people where the disk is the reason that a file could not be written: one sentence with its remedy. */
public final class DiskFailure {
    private DiskFailure() {}

    /** The sentence for a full or protected disk, or a name that it does not take; empty for any other failure. */
    public static Optional<String> sentence(String file, IOException failure) {
        String reason = reason(failure);
        if (isFull(reason)) {
            return Optional.of(
                    "The disk is full, so that " + file + " could not be written: free some space and try again.");
        }
        if (reason.contains("Read-only file system") || reason.contains("write protected")) {
            return Optional.of("The disk that holds " + file + " is write-protected: choose another place.");
        }
        if (reason.contains("File name too long")) {
            return Optional.of("The name " + file + " is too long for the disk: choose a shorter one.");
        }
        return Optional.empty();
    }

    /** Whether a system's reason says that the disk is full; of {@code null} it does not. */
    public static boolean isFull(String reason) {
        return reason != null && (reason.contains("No space left") || reason.contains("not enough space"));
    }

    /** The system's own words for a failure. */
    static String reason(IOException failure) {
        if (failure instanceof FileSystemException f && f.getReason() != null) {
            return f.getReason();
        }
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }
}
