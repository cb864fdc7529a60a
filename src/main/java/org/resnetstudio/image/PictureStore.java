package org.resnetstudio.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import org.resnetstudio.files.Folders;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.problem.UserIOException;

/**
 * Pictures of one size, end to end in segment files of at most 256 MiB: written through the file, so that a full disk is
 * an exception and no crash, and read through a memory map. Reading and writing different pictures at once is safe.
 */
final class PictureStore implements AutoCloseable {
    private static final long SEGMENT_BYTES = 256L << 20;

    private static final Pattern ANY_DIGITS = Pattern.compile("pictures-(\\p{Nd}{4,8})\\.bin");

    private final Path folder;
    private final int pictureBytes;
    private final int perSegment;
    private final List<FileChannel> channels = new ArrayList<>();
    private volatile MappedByteBuffer[] maps = {};

    PictureStore(Path folder, int pictureBytes) {
        this(folder, pictureBytes, (int) Math.max(1, SEGMENT_BYTES / pictureBytes));
    }

    PictureStore(Path folder, int pictureBytes, int perSegment) {
        this.folder = folder;
        this.pictureBytes = pictureBytes;
        this.perSegment = perSegment;
    }

    /** Whether a segment file is long enough to hold this picture. */
    boolean holds(int index) {
        Path segment = segmentFile(index / perSegment);
        try {
            return Files.isRegularFile(segment) && Files.size(segment) >= (index % perSegment + 1L) * pictureBytes;
        } catch (IOException e) {
            return false; // gone between the two questions: not there
        }
    }

    /** Writes one picture; its bytes are on disk for certain after {@link #force()}. */
    void write(int index, byte[] picture) throws IOException {
        FileChannel channel = channel(index / perSegment);
        ByteBuffer buffer = ByteBuffer.wrap(picture);
        long at = (long) (index % perSegment) * pictureBytes;
        while (buffer.hasRemaining()) {
            at += channel.write(buffer, at);
        }
    }

    /** Copies one picture into {@code target}. */
    void read(int index, byte[] target) throws IOException {
        int segment = index / perSegment;
        int at = index % perSegment * pictureBytes;
        MappedByteBuffer[] mapped = maps;
        if (segment >= mapped.length || mapped[segment] == null || mapped[segment].capacity() < at + pictureBytes) {
            mapped = map(segment);
        }
        if (mapped[segment].capacity() < at + pictureBytes) {
            throw new UserIOException(Sentence.of("problem.image.cache.shortened", folder));
        }
        mapped[segment].get(at, target, 0, pictureBytes);
    }

    int checksum(int index, byte[] scratch) throws IOException {
        read(index, scratch);
        return checksum(scratch);
    }

    static int checksum(byte[] picture) {
        CRC32C crc = new CRC32C();
        crc.update(picture);
        return (int) crc.getValue();
    }

    void force() throws IOException {
        List<FileChannel> open;
        synchronized (this) {
            open = List.copyOf(channels);
        }
        for (FileChannel channel : open) {
            channel.force(false);
        }
    }

    /** Maps all that is written, so that reading it later touches no file. */
    synchronized void mapAll() throws IOException {
        for (int segment = 0; segment < channels.size(); segment++) {
            if (segment >= maps.length
                    || maps[segment] == null
                    || maps[segment].capacity() < channels.get(segment).size()) {
                map(segment);
            }
        }
    }

    private synchronized FileChannel channel(int segment) throws IOException {
        while (channels.size() <= segment) {
            channels.add(FileChannel.open(
                    segmentFile(channels.size()),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE));
        }
        return channels.get(segment);
    }

    private synchronized MappedByteBuffer[] map(int segment) throws IOException {
        FileChannel channel = channel(segment);
        MappedByteBuffer[] longer = Arrays.copyOf(maps, Math.max(maps.length, segment + 1));
        longer[segment] = channel.map(MapMode.READ_ONLY, 0, channel.size());
        maps = longer;
        return longer;
    }

    private Path segmentFile(int segment) {
        return segmentFile(folder, segment);
    }

    private static Path segmentFile(Path folder, int segment) {
        return folder.resolve(String.format(Locale.ROOT, "pictures-%04d.bin", segment));
    }

    /**
     * Gives segment files that were named in the digits of some language their usual names, and deletes them where there is one under
     * that name already.
     */
    static void giveUsualNames(Path folder) throws IOException {
        for (Path file : Folders.entries(folder)) {
            Matcher name = ANY_DIGITS.matcher(file.getFileName().toString());
            if (name.matches()) {
                Path usual = segmentFile(folder, Integer.parseInt(name.group(1))); // reads the digits of every language
                if (!Files.exists(usual)) {
                    Files.move(file, usual);
                } else if (!file.equals(usual)) {
                    Files.delete(file);
                }
            }
        }
    }

    @Override
    public synchronized void close() throws IOException {
        maps = new MappedByteBuffer[0];
        for (FileChannel channel : channels) {
            channel.close();
        }
        channels.clear();
    }
}
