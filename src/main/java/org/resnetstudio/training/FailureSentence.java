package org.resnetstudio.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Optional;
import org.resnetstudio.files.DiskFailure;
import org.resnetstudio.problem.UserException;

/**
 * What to tell people about a failure, in the window and in the terminal alike: one sentence that says what happened and what to do.
 */
public final class FailureSentence {
    private FailureSentence() {}

    /** The sentence for any failure; for one that nobody foresaw, that it should not have happened. */
    public static String orUnforeseen(Throwable failure) {
        return of(failure)
                .orElseGet(() -> "Something went wrong that should not have: " + kind(failure)
                        + "; please report it with what you did before.");
    }

    /** What a failure is, for those who mend the program. */
    public static String kind(Throwable failure) {
        return failure.getClass().getSimpleName()
                + (failure.getMessage() == null ? "" : " (" + failure.getMessage() + ")");
    }

    /** The sentence for a failure that was foreseen; empty for any other, which is a flaw of the program. */
    public static Optional<String> of(Throwable failure) {
        if (failure instanceof UncheckedIOException unchecked) {
            return of(unchecked.getCause());
        }
        if (failure instanceof FileSystemException e) {
            return Optional.of(fileSystem(e));
        }
        if (failure instanceof OutOfMemoryError) {
            return Optional.of(
                    "There is not enough memory: choose a smaller batch or image size, or close other programs.");
        }
        if (failure.getClass() == IOException.class && DiskFailure.isFull(failure.getMessage())) {
            return Optional.of("The disk is full: free some space and try again.");
        }
        if (failure instanceof UserException told) {
            return Optional.ofNullable(told.getMessage());
        }
        return Optional.empty();
    }

    private static String fileSystem(FileSystemException e) {
        String file = e.getFile();
        if (e instanceof NoSuchFileException) {
            return "There is no file or folder " + file + ": check the path.";
        }
        if (e instanceof AccessDeniedException) {
            return "The file system refuses access to " + file + ": change its permissions or choose another place.";
        }
        if (e instanceof NotDirectoryException) {
            return file + " is not a folder: name a folder.";
        }
        if (e instanceof FileAlreadyExistsException) {
            return file + " is already there: choose another name, or move it away.";
        }
        if (e instanceof FileSystemLoopException) {
            return "The folder " + file + " contains itself through a link: remove the link.";
        }
        String reason = e.getReason() == null ? "unknown reason" : e.getReason();
        if (reason.contains("Not a directory")) {
            return "A part of the path " + file + " is a file and not a folder: check the path.";
        }
        return DiskFailure.sentence(file, e)
                .orElse("The file system failed at " + file + " (" + reason + "): check the disk and the path.");
    }
}
