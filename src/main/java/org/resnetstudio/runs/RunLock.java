package org.resnetstudio.runs;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.resnetstudio.problem.Sentence;

/**
 * The folder of a run, held by one trainer: by a lock on a file in it, which the operating system gives up even when a process is killed.
 * Where it was made for a run that did not begin, it is taken away again.
 */
public final class RunLock implements AutoCloseable {
    /** The name of the file, which stays in the folder of a run. */
    static final String FILE = "lock";

    private final Path folder;
    private final boolean made;
    private final FileChannel channel;

    private RunLock(Path folder, boolean made, FileChannel channel) {
        this.folder = folder;
        this.made = made;
        this.channel = channel;
    }

    /**
     * Takes the folder, making it where it does not exist.
     *
     * @throws TrainingException if another trainer has it
     * @throws IOException if it cannot be written
     */
    public static RunLock take(Path folder) throws TrainingException, IOException {
        boolean made = !Files.exists(folder);
        Files.createDirectories(folder);
        FileChannel channel =
                FileChannel.open(folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (!isLocked(channel)) {
                throw atWork(folder);
            }
            return new RunLock(folder, made, channel);
        } catch (TrainingException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** That another trainer has the folder. */
    public static TrainingException atWork(Path folder) {
        return new TrainingException(Sentence.of("problem.runs.at-work", folder));
    }

    /** The folder that is held. */
    public Path folder() {
        return folder;
    }

    private static boolean isLocked(FileChannel file) {
        try {
            FileLock lock = file.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException heldByThisProcess) {
            return false;
        } catch (IOException noLocks) {
            // Some network drives have none: there the run's note of its process has to do.
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
        if (RunFolder.isRun(folder)) {
            return;
        }
        Files.deleteIfExists(folder.resolve(FILE));
        if (made) {
            try {
                Files.deleteIfExists(folder);
            } catch (DirectoryNotEmptyException somebodyElses) {
                return; // what others have put into it stays
            }
        }
    }
}
