package org.resnetstudio.image;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.resnetstudio.files.AtomicFile;

/**
 * A file of records that only grows: length, CRC-32C, bytes. Reading stops at the first record that is not whole, and
 * writing goes on from there, so that a crash in the middle of a write costs that record and no other.
 */
final class CacheLog implements AutoCloseable {
    private static final int FRAME = 8;
    private static final int MAX_RECORD = 1 << 20;

    /** Writes one record's bytes. */
    interface RecordWriter {
        void write(DataOutputStream out) throws IOException;
    }

    private final Path file;
    private FileChannel channel;

    private CacheLog(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Opens or creates the file and hands every whole record to {@code reader}, oldest first. */
    static CacheLog open(Path file, Consumer<ByteBuffer> reader) throws IOException {
        long good = Files.exists(file) ? readAll(file, reader) : 0;
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        channel.truncate(good);
        channel.position(good);
        return new CacheLog(file, channel);
    }

    private static long readAll(Path file, Consumer<ByteBuffer> reader) throws IOException {
        long good = 0;
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
            while (true) {
                int length = in.readInt();
                int expected = in.readInt();
                if (length < 0 || length > MAX_RECORD) {
                    return good;
                }
                byte[] bytes = in.readNBytes(length);
                if (bytes.length < length || checksum(bytes) != expected) {
                    return good;
                }
                reader.accept(ByteBuffer.wrap(bytes));
                good += FRAME + length;
            }
        } catch (EOFException end) {
            return good;
        }
    }

    /** Appends records and waits until they are on disk. */
    void append(List<RecordWriter> records) throws IOException {
        long start = channel.position();
        try {
            AtomicFile.writeFully(channel, ByteBuffer.wrap(framed(records)));
            channel.force(false);
        } catch (IOException e) {
            channel.truncate(start); // half a record would hide all that come after it
            throw e;
        }
    }

    /** Replaces everything by these records: all or nothing. */
    void rewrite(List<RecordWriter> records) throws IOException {
        byte[] bytes = framed(records);
        channel.close(); // Windows does not replace a file that is open
        AtomicFile.write(file, bytes);
        channel = FileChannel.open(file, StandardOpenOption.WRITE);
        channel.position(channel.size());
    }

    private static byte[] framed(List<RecordWriter> records) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(all);
        for (RecordWriter record : records) {
            ByteArrayOutputStream one = new ByteArrayOutputStream();
            record.write(new DataOutputStream(one));
            byte[] bytes = one.toByteArray();
            out.writeInt(bytes.length);
            out.writeInt(checksum(bytes));
            out.write(bytes);
        }
        return all.toByteArray();
    }

    private static int checksum(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
