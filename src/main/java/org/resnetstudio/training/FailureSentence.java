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
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.problem.UserException;

/**
 * What to tell people about a failure, in the window and in the terminal alike: one sentence that says what happened and what to do.
 */
public final class FailureSentence {
    private FailureSentence() {}

    /** The sentence for any failure; for one that nobody foresaw, that it should not have happened. */
    public static Sentence orUnforeseen(Throwable failure) {
        return of(failure).orElseGet(() -> Sentence.of("problem.training.unforeseen", kind(failure)));
    }

    /** What a failure is, for those who mend the program. */
    public static String kind(Throwable failure) {
        return failure.getClass().getSimpleName()
                + (failure.getMessage() == null ? "" : " (" + failure.getMessage() + ")");
    }

    /** The sentence for a failure that was foreseen; empty for any other, which is a flaw of the program. */
    public static Optional<Sentence> of(Throwable failure) {
        if (failure instanceof UncheckedIOException unchecked) {
            return of(unchecked.getCause());
        }
        if (failure instanceof FileSystemException e) {
            return Optional.of(fileSystem(e));
        }
        if (failure instanceof OutOfMemoryError) {
            return Optional.of(Sentence.of("problem.training.memory"));
        }
        if (failure.getClass() == IOException.class && DiskFailure.isFull(failure.getMessage())) {
            return Optional.of(Sentence.of("problem.training.disk-full"));
        }
        if (failure instanceof UserException told) {
            return Optional.of(told.sentence());
        }
        return Optional.empty();
    }

    private static Sentence fileSystem(FileSystemException e) {
        String file = e.getFile();
        if (e instanceof NoSuchFileException) {
            return Sentence.of("problem.training.no-file", file);
        }
        if (e instanceof AccessDeniedException) {
            return Sentence.of("problem.training.no-access", file);
        }
        if (e instanceof NotDirectoryException) {
            return Sentence.of("problem.training.no-folder", file);
        }
        if (e instanceof FileAlreadyExistsException) {
            return Sentence.of("problem.training.already-there", file);
        }
        if (e instanceof FileSystemLoopException) {
            return Sentence.of("problem.training.loop", file);
        }
        if (e.getReason() != null && e.getReason().contains("Not a directory")) {
            return Sentence.of("problem.training.file-in-path", file);
        }
        return DiskFailure.sentence(file, e)
                .orElseGet(() -> Sentence.of(
                        "problem.training.file-system",
                        file,
                        e.getReason() == null ? Sentence.of("problem.training.unknown-reason") : e.getReason()));
    }
}
