package org.resnetstudio.image;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.problem.UserIOException;

/**
 * A folder that belongs to one user at a time, by a lock on a file in it: the operating system lets go of it even when a
 * process is killed.
 */
final class CacheFolder implements AutoCloseable {
    private static final int MOST_AT_ONCE = 64;

    private final Path path;
    private final FileChannel lockFile;

    private CacheFolder(Path path, FileChannel lockFile) {
        this.path = path;
        this.lockFile = lockFile;
    }

    /**
     * The first of {@code name}, {@code name-2}, {@code name-3} … in {@code parent} that nobody else is using, made where
     * it does not exist.
     */
    static CacheFolder claim(Path parent, String name) throws IOException {
        for (int number = 1; number <= MOST_AT_ONCE; number++) {
            Path path = parent.resolve(number == 1 ? name : name + "-" + number);
            try {
                Files.createDirectories(path);
                FileChannel lockFile =
                        FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                if (isLocked(lockFile)) {
                    return new CacheFolder(path, lockFile);
                }
                lockFile.close();
            } catch (IOException e) {
                throw new UserIOException(Sentence.of("problem.image.cache.unusable", path, reason(e)), e);
            }
        }
        throw new UserIOException(Sentence.of("problem.image.cache.busy", MOST_AT_ONCE, parent));
    }

    private static Sentence reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return Sentence.of("problem.image.cache.no-permission");
        }
        if (e instanceof FileSystemException f && f.getReason() != null) {
            return Sentence.inWords(f.getReason());
        }
        return Sentence.inWords(String.valueOf(e.getMessage()));
    }

    private static boolean isLocked(FileChannel file) throws IOException {
        try {
            FileLock lock = file.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException heldByThisProcess) {
            return false;
        }
    }

    Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        lockFile.close();
    }
}
