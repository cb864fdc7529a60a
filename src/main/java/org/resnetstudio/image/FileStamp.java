package org.resnetstudio.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What tells, without reading all of it, that a path still holds the bytes that it held before. Size and time of the last change are
 * not enough: unpacked, copied and moved files keep their times, and pictures that are not compressed are of equal size. So the
 * system's own time of change and number of the file count, too, which no program sets; where a system has neither, pieces of the
 * file do.
 *
 * @param bytes size of the file
 * @param modifiedNanos time of the last change as programs set it, nanoseconds since 1970
 * @param changedNanos time of the last change of content, name or attributes as the system keeps it, nanoseconds since 1970; 0 where it
 *     does not
 * @param mark the system's number of the file; where it has none, a checksum over pieces of the file
 */
public record FileStamp(long bytes, long modifiedNanos, long changedNanos, long mark) {
    private static final String UNIX = "unix";
    private static final int PIECES = 8;
    private static final int PIECE_BYTES = 4096;

    /** The stamp of a picture's file as it is now. */
    public static FileStamp of(Path file) throws UnreadableImageException {
        return of(file, file.getFileSystem().supportedFileAttributeViews().contains(UNIX));
    }

    /**
     * @param numbered whether the system keeps times of change and numbers of files
     */
    static FileStamp of(Path file, boolean numbered) throws UnreadableImageException {
        BasicFileAttributes basic = ImageFiles.attributes(file);
        long modifiedNanos = basic.lastModifiedTime().to(TimeUnit.NANOSECONDS);
        try {
            if (numbered) {
                Map<String, Object> system = Files.readAttributes(file, UNIX + ":ctime,ino");
                return new FileStamp(
                        basic.size(),
                        modifiedNanos,
                        ((FileTime) system.get("ctime")).to(TimeUnit.NANOSECONDS),
                        ((Number) system.get("ino")).longValue());
            }
            return new FileStamp(basic.size(), modifiedNanos, 0, pieces(file, basic.size()));
        } catch (IOException e) {
            throw ImageFiles.unreadable(e);
        }
    }

    /** The later one of both times of change, nanoseconds since 1970. */
    long latestNanos() {
        return Math.max(modifiedNanos, changedNanos);
    }

    /** Checksum over the beginning, the end and what lies evenly between. */
    private static long pieces(Path file, long bytes) throws IOException {
        ByteBuffer all = ByteBuffer.allocate(PIECES * PIECE_BYTES);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            for (int i = 0; i < PIECES; i++) {
                long at = bytes <= (long) PIECES * PIECE_BYTES
                        ? (long) i * PIECE_BYTES
                        : (bytes - PIECE_BYTES) * i / (PIECES - 1);
                all.limit(all.position() + PIECE_BYTES);
                int read = 0;
                while (read >= 0 && all.hasRemaining()) {
                    read = channel.read(all, at);
                    at += read;
                }
            }
        }
        byte[] bytesRead = new byte[all.position()];
        all.flip().get(bytesRead);
        return Long.parseUnsignedLong(ImageHash.sha256(bytesRead).substring(0, 16), 16);
    }
}
