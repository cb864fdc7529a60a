package org.resnetstudio.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which prepared picture belongs to which content, and which content was last seen in which file. Kept in two logs; a
 * record is written only after the picture it speaks of is on disk. Safe for use by many threads.
 */
final class CacheIndex implements AutoCloseable {
    private static final int HASH_BYTES = 32;
    private static final int RECORDS_WORTH_TIDYING = 1000;
    /** Where files were noted by size and time alone, which does not tell them apart. */
    private static final String UNTRUSTED_LOG = "files.log";

    /** A stored picture: where, and the checksum of its bytes. */
    record Picture(int index, int checksum) {}

    /** A file as it was when its content was hashed; the same stamp means the same content. */
    record Seen(FileStamp stamp, String hash) {}

    private final Map<String, Picture> pictures = new HashMap<>();
    private final Map<Integer, String> hashes = new HashMap<>();
    private final Map<String, Seen> files = new HashMap<>();
    private final List<CacheLog.RecordWriter> newPictures = new ArrayList<>();
    private final List<CacheLog.RecordWriter> newFiles = new ArrayList<>();
    private final CacheLog pictureLog;
    private final CacheLog fileLog;
    private int next;
    private int fileRecords;

    CacheIndex(Path folder) throws IOException {
        pictureLog = CacheLog.open(folder.resolve("pictures.log"), this::readPicture);
        try {
            Files.deleteIfExists(folder.resolve(UNTRUSTED_LOG));
            fileLog = CacheLog.open(folder.resolve("seen.log"), this::readFile);
            if (fileRecords > 2 * files.size() + RECORDS_WORTH_TIDYING) {
                List<CacheLog.RecordWriter> live = new ArrayList<>();
                files.forEach((path, seen) -> live.add(fileRecord(path, seen)));
                fileLog.rewrite(live);
            }
        } catch (IOException e) {
            pictureLog.close();
            throw e;
        }
    }

    private void readPicture(ByteBuffer record) {
        put(readHash(record), new Picture(record.getInt(), record.getInt()));
    }

    private void readFile(ByteBuffer record) {
        fileRecords++;
        FileStamp stamp = new FileStamp(record.getLong(), record.getLong(), record.getLong(), record.getLong());
        Seen seen = new Seen(stamp, readHash(record));
        files.put(StandardCharsets.UTF_8.decode(record).toString(), seen);
    }

    private static String readHash(ByteBuffer record) {
        byte[] hash = new byte[HASH_BYTES];
        record.get(hash);
        return HexFormat.of().formatHex(hash);
    }

    private void put(String hash, Picture picture) {
        String before = hashes.put(picture.index(), hash);
        if (before != null && !before.equals(hash)) {
            pictures.remove(before);
        }
        pictures.put(hash, picture);
        next = Math.max(next, picture.index() + 1);
    }

    synchronized Optional<Picture> picture(String hash) {
        return Optional.ofNullable(pictures.get(hash));
    }

    /** The hash of the content whose picture has that index; empty if there is none. */
    synchronized Optional<String> hash(int index) {
        return Optional.ofNullable(hashes.get(index));
    }

    synchronized Optional<Seen> seen(String path) {
        return Optional.ofNullable(files.get(path));
    }

    /** A place for one more picture. */
    synchronized int claimIndex() {
        return next++;
    }

    synchronized int size() {
        return pictures.size();
    }

    /** Notes a picture that is written, but perhaps not on disk yet. */
    synchronized void add(String hash, Picture picture) {
        put(hash, picture);
        newPictures.add(out -> {
            out.write(HexFormat.of().parseHex(hash));
            out.writeInt(picture.index());
            out.writeInt(picture.checksum());
        });
    }

    synchronized void add(String path, Seen seen) {
        if (!seen.equals(files.put(path, seen))) {
            newFiles.add(fileRecord(path, seen));
        }
    }

    private static CacheLog.RecordWriter fileRecord(String path, Seen seen) {
        return out -> {
            out.writeLong(seen.stamp().bytes());
            out.writeLong(seen.stamp().modifiedNanos());
            out.writeLong(seen.stamp().changedNanos());
            out.writeLong(seen.stamp().mark());
            out.write(HexFormat.of().parseHex(seen.hash()));
            out.write(path.getBytes(StandardCharsets.UTF_8));
        };
    }

    synchronized int uncommitted() {
        return newPictures.size() + newFiles.size();
    }

    /** Forces the pictures to disk, and only then writes the records that speak of them. */
    synchronized void commit(PictureStore store) throws IOException {
        if (!newPictures.isEmpty()) {
            store.force();
            pictureLog.append(newPictures);
            newPictures.clear();
        }
        if (!newFiles.isEmpty()) {
            fileLog.append(newFiles);
            newFiles.clear();
        }
    }

    @Override
    public void close() throws IOException {
        try (pictureLog;
                fileLog) {
            newPictures.clear();
        }
    }
}
