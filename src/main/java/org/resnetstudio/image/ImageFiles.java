package org.resnetstudio.image;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.resnetstudio.image.UnreadableImageException.Reason;
import org.resnetstudio.problem.Sentence;

/** Picture files read through Java NIO, so that paths in any language work, with a sentence for every failure. */
final class ImageFiles {
    private static final long MAX_FILE_BYTES = 1L << 30;
    private static final long SMALL_FILE_BYTES = 1L << 20;

    private ImageFiles() {}

    /** What is known of a file without opening it. */
    static BasicFileAttributes attributes(Path file) throws UnreadableImageException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            if (!attributes.isRegularFile()) {
                throw new UnreadableImageException(
                        Reason.NOT_A_FILE,
                        Sentence.of(attributes.isDirectory() ? "problem.image.folder" : "problem.image.not-a-file"));
            }
            if (attributes.size() == 0) {
                throw new UnreadableImageException(Reason.EMPTY, Sentence.of("problem.image.empty"));
            }
            return attributes;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** The header, read without the rest of the file. */
    static ImageHeader header(Path file) throws UnreadableImageException {
        attributes(file);
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            ByteSource bytes = ByteSource.of(channel);
            OtherFormat.refuse(file, bytes);
            return ImageHeader.read(bytes);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /**
     * All bytes of a picture file. The header of a large one is looked at first, which refuses films, archives and giants before
     * their bytes are read; that of a small one is found in its bytes sooner than in the file.
     */
    static byte[] pictureBytes(Path file) throws UnreadableImageException {
        if (attributes(file).size() > SMALL_FILE_BYTES) {
            header(file);
        }
        byte[] bytes = bytes(file);
        OtherFormat.refuse(file, ByteSource.of(bytes));
        return bytes;
    }

    /** All bytes of a file. */
    static byte[] bytes(Path file) throws UnreadableImageException {
        long size = attributes(file).size();
        if (size > MAX_FILE_BYTES) {
            throw new UnreadableImageException(Reason.TOO_LARGE, Sentence.of("problem.image.file-size", size >> 20));
        }
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    static UnreadableImageException unreadable(IOException e) {
        if (e instanceof NoSuchFileException) {
            return new UnreadableImageException(Reason.MISSING, Sentence.of("problem.image.missing"), e);
        }
        if (e instanceof AccessDeniedException) {
            return new UnreadableImageException(Reason.NO_PERMISSION, Sentence.of("problem.image.no-permission"), e);
        }
        return new UnreadableImageException(
                Reason.READ_FAILED, Sentence.of("problem.image.read-failed", e.getMessage()), e);
    }
}
