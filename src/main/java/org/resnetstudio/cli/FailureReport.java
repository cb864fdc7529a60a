package org.resnetstudio.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Optional;

/** Tells people in one line what went wrong. Only what nobody foresaw comes with a stack trace, and that goes into a file. */
final class FailureReport {
    private FailureReport() {}

    /** Prints one line and gives the exit code. */
    static int print(Throwable failure, PrintWriter err) {
        err.println(oneLine(sentence(failure).orElseGet(() -> unforeseen(failure))));
        err.flush();
        return Main.FAILED;
    }

    /** The sentence for a failure that was foreseen; empty for any other. */
    static Optional<String> sentence(Throwable failure) {
        if (failure instanceof FileSystemException e) {
            return Optional.of(fileSystem(e));
        }
        if (failure.getClass() == IOException.class && isDiskFull(failure.getMessage())) {
            return Optional.of("The disk is full: free some space and try again.");
        }
        if (failure instanceof OutOfMemoryError) {
            return Optional.of(
                    "There is not enough memory: give a smaller --batch-size or --image-size, or close other programs.");
        }
        boolean ours = failure.getStackTrace().length > 0
                && failure.getStackTrace()[0].getClassName().startsWith("org.resnetstudio.");
        boolean checked = failure instanceof Exception && !(failure instanceof RuntimeException);
        // The project's own checks put what happened and what to do into their messages.
        boolean written = (failure instanceof IllegalArgumentException && ours)
                || (checked && failure.getClass().getName().startsWith("org.resnetstudio."))
                || (failure instanceof IOException && ours);
        if (failure.getMessage() != null && written) {
            return Optional.of(failure.getMessage());
        }
        return Optional.empty();
    }

    /** Without line breaks. */
    static String oneLine(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", " ");
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
        if (isDiskFull(reason)) {
            return "The disk is full, so that " + file + " could not be written: free some space and try again.";
        }
        return "The file system failed at " + file + " (" + reason + "): check the disk and the path.";
    }

    private static boolean isDiskFull(String reason) {
        return reason != null && (reason.contains("No space left") || reason.contains("not enough space"));
    }

    private static String unforeseen(Throwable failure) {
        String what = failure.getClass().getSimpleName()
                + (failure.getMessage() == null ? "" : " (" + failure.getMessage() + ")");
        try {
            Path log = Files.createTempFile("studio-error-", ".log");
            try (PrintWriter writer = new PrintWriter(Files.newBufferedWriter(log, StandardCharsets.UTF_8))) {
                failure.printStackTrace(writer);
            }
            return "Something went wrong that should not have: " + what + "; please report it with the file " + log
                    + ".";
        } catch (IOException e) {
            return "Something went wrong that should not have: " + what
                    + "; please report it (no details could be saved: " + e.getMessage() + ").";
        }
    }
}
