package org.resnetstudio.files;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What lies in folders, hidden or not. Links are not followed: what they lead to belongs to somebody else. What cannot be read
 * fails; what somebody deletes meanwhile is not there. Which of it are samples is for {@code dataset.FolderReader} to say.
 */
public final class Folders {
    private Folders() {}

    /**
     * The files, folders and links that lie directly in a folder, sorted.
     *
     * @throws IOException if there is no such folder, or it cannot be read
     */
    public static List<Path> entries(Path folder) throws IOException {
        List<Path> all = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            entries.forEach(all::add);
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        Collections.sort(all);
        return all;
    }

    /** Bytes of all files in a folder and below it, or of a file; 0 where there is neither. */
    public static long bytes(Path folder) throws IOException {
        long[] sum = {0};
        walk(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                sum[0] += attributes.size();
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                return passOverWhatIsGone(failure);
            }
        });
        return sum[0];
    }

    /** Deletes a folder with all that is in it, a file or a link; does nothing if it is not there. */
    public static void delete(Path folder) throws IOException {
        walk(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                return passOverWhatIsGone(failure);
            }

            @Override
            public FileVisitResult postVisitDirectory(Path emptied, IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.deleteIfExists(emptied);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static FileVisitResult passOverWhatIsGone(IOException failure) throws IOException {
        if (failure instanceof NoSuchFileException) {
            return FileVisitResult.CONTINUE;
        }
        throw failure;
    }

    private static void walk(Path folder, SimpleFileVisitor<Path> visitor) throws IOException {
        if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            Files.walkFileTree(folder, visitor);
        }
    }
}
