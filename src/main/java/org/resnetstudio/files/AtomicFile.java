package org.resnetstudio.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.resnetstudio.problem.Sentence;

/**
 * Files that are either whole or not there: written under a temporary name in the same folder, synced to the disk, then renamed.
 * A crash, a full disk or a loss of power leaves the former file, or none.
 */
public final class AtomicFile {
    /** What goes into a file. */
    @FunctionalInterface
    public interface Content {
        /** Writes everything; the channel stands at 0 and is closed by the caller. */
        void writeTo(FileChannel channel) throws IOException;
    }

    private static final String TEMPORARY_SUFFIX = ".tmp";
    private static final int UUID_LENGTH = 36;

    private AtomicFile() {}

    /**
     * Writes a file, replacing one of that name; folders above it are made.
     *
     * @throws UnwritableFileException if the disk is full, the folder cannot be written to, and so on
     */
    public static void write(Path file, Content content) throws UnwritableFileException {
        write(file, content, true);
    }

    /** As {@link #write(Path, Content)}, of bytes. */
    public static void write(Path file, byte[] bytes) throws UnwritableFileException {
        write(file, channel -> writeFully(channel, ByteBuffer.wrap(bytes)), true);
    }

    /**
     * As {@link #write(Path, byte[])} without waiting for the disk, for many small files that can be made again: whole after
     * a crash of the program, but a loss of power may leave one damaged.
     */
    public static void writeUnsynced(Path file, byte[] bytes) throws UnwritableFileException {
        write(file, channel -> writeFully(channel, ByteBuffer.wrap(bytes)), false);
    }

    /** Writes all that remains in a buffer. */
    public static void writeFully(WritableByteChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /**
     * Deletes what programs that were killed in the middle of writing this file have left beside it. Only for who knows that
     * nobody else is writing it now.
     */
    public static void deleteLeftovers(Path file) throws IOException {
        Path target = file.toAbsolutePath();
        Path folder = target.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            return;
        }
        String prefix = temporaryPrefix(target);
        for (Path entry : Folders.entries(folder)) {
            if (isTemporary(entry.getFileName().toString(), prefix)) {
                Files.deleteIfExists(entry);
            }
        }
    }

    private static String temporaryPrefix(Path target) {
        return "." + target.getFileName() + "-";
    }

    /** Whether a name is that of a temporary file of ours, down to the length of its random part. */
    private static boolean isTemporary(String name, String prefix) {
        return name.startsWith(prefix)
                && name.endsWith(TEMPORARY_SUFFIX)
                && name.length() == prefix.length() + UUID_LENGTH + TEMPORARY_SUFFIX.length();
    }

    private static void write(Path file, Content content, boolean synced) throws UnwritableFileException {
        Path target = file.toAbsolutePath();
        Path folder = target.getParent();
        if (folder == null || Files.isDirectory(target)) {
            throw new UnwritableFileException(
                    Sentence.of("problem.files.folder", file), new FileSystemException(file.toString()));
        }
        if (Files.exists(target) && !Files.isRegularFile(target)) {
            // Renaming would replace a device such as /dev/null for everybody.
            throw new UnwritableFileException(
                    Sentence.of("problem.files.device", file), new FileSystemException(file.toString()));
        }
        Path temporary = folder.resolve(temporaryPrefix(target) + UUID.randomUUID() + TEMPORARY_SUFFIX);
        try {
            Files.createDirectories(folder);
            try {
                try (FileChannel channel =
                        FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                    content.writeTo(channel);
                    if (synced) {
                        channel.force(true);
                    }
                }
                Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                if (synced) {
                    syncFolder(folder);
                }
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (AccessDeniedException | ReadOnlyFileSystemException e) {
            throw new UnwritableFileException(
                    Sentence.of("problem.files.protected-folder", file),
                    e instanceof IOException io ? io : new IOException(e));
        } catch (IOException e) {
            throw new UnwritableFileException(
                    DiskFailure.sentence(file.toString(), e)
                            .orElseGet(() -> Sentence.of("problem.files.unwritable", file, DiskFailure.reason(e))),
                    e);
        }
    }

    /** Makes the rename itself survive a loss of power; Windows does so on its own and opens no folders. */
    private static void syncFolder(Path folder) throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
