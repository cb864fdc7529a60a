package org.resnetstudio.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.problem.UserIOException;

/**
 * Decoded and resized pictures of one size and {@link ResizeMode} on disk, so that a second epoch, or a second run,
 * decodes nothing. Pictures are kept by the hash of their file's content: renaming or copying files costs nothing, and a
 * changed file is decoded again. Files whose {@link FileStamp} is as before are not even read.
 *
 * <p>Each picture is {@code [sizePx, sizePx, 3]} unsigned bytes, RGB, as in {@link RgbImage}. The folder may be deleted
 * whenever no cache is open on it. A picture counts only once its bytes are on disk, and is checked against its checksum
 * when it is reused, so that a crash or a damaged disk costs decoding again and nothing else. Two processes (or two
 * caches in one) never share a folder: the second gets one of its own beside the first.
 *
 * <p>Reading is safe from many threads; {@link #prepare} runs one at a time.
 */
public final class PreparedCache implements AutoCloseable {
    /** Part of the folder's name; raised whenever the same file would be prepared differently. */
    private static final int VERSION = 4;

    private static final long RESERVE_BYTES = 64L << 20;
    private static final int PICTURES_PER_SPACE_CHECK = 64;

    /** Asks how many bytes a folder's disk has left for this user. */
    interface FreeSpace {
        long bytes(Path folder) throws IOException;
    }

    private final int sizePx;
    private final ResizeMode mode;
    private final CacheFolder folder;
    private final CacheIndex index;
    private final PictureStore store;
    private final FreeSpace freeSpace;
    private final InstantSource clock;
    private final ImageDecoder decoder = new ImageDecoder();
    private final BitSet checked = new BitSet();
    private final AtomicInteger written = new AtomicInteger();

    private PreparedCache(CacheFolder folder, int sizePx, ResizeMode mode, FreeSpace freeSpace, InstantSource clock)
            throws IOException {
        this.folder = folder;
        this.sizePx = sizePx;
        this.mode = mode;
        this.freeSpace = freeSpace;
        this.clock = clock;
        PictureStore.giveUsualNames(folder.path());
        this.index = new CacheIndex(folder.path());
        this.store = new PictureStore(folder.path(), pictureBytes());
    }

    /**
     * Opens the prepared pictures of one size and mode, making the folder where it does not exist.
     *
     * @param cacheFolder where prepared pictures of all sizes are kept, such as a project's {@code cache}
     * @param sizePx side of the square pictures, 1 to {@link Resizer#MAX_SIDE_PX}
     * @throws IOException with a sentence, when the folder cannot be written to
     */
    public static PreparedCache open(Path cacheFolder, int sizePx, ResizeMode mode) throws IOException {
        return open(
                cacheFolder, sizePx, mode, path -> Files.getFileStore(path).getUsableSpace(), InstantSource.system());
    }

    static PreparedCache open(Path cacheFolder, int sizePx, ResizeMode mode, FreeSpace freeSpace, InstantSource clock)
            throws IOException {
        Resizer.checkSize(sizePx);
        String name = "prepared-v" + VERSION + "-" + sizePx + "-" + mode.cliName();
        CacheFolder folder = CacheFolder.claim(cacheFolder, name);
        try {
            return new PreparedCache(folder, sizePx, mode, freeSpace, clock);
        } catch (IOException | RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    /**
     * Makes sure that every readable file's picture is in the cache.
     *
     * @param files pictures, in any order, with repetitions where need be
     * @param threads worker threads, at least 1; they have ended when this returns
     * @param progress told from the calling thread
     * @param cancelled asked from the calling thread, about every 50 ms
     * @return for each file its picture's index, or the reason why it has none
     * @throws CacheFullException when the disk has no room left
     * @throws IOException when the cache cannot be written or read for another reason
     * @throws java.util.concurrent.CancellationException when {@code cancelled} said so or the thread was interrupted;
     *     what was prepared is kept
     */
    public PreparedFiles prepare(List<Path> files, int threads, ProgressListener progress, BooleanSupplier cancelled)
            throws IOException {
        return prepare(files, KnownContents.NONE, threads, progress, cancelled);
    }

    /**
     * As {@link #prepare(List, int, ProgressListener, BooleanSupplier)}.
     *
     * @param contents serves files that this cache has not seen, and is told what is found in those that are read
     */
    public synchronized PreparedFiles prepare(
            List<Path> files, KnownContents contents, int threads, ProgressListener progress, BooleanSupplier cancelled)
            throws IOException {
        if (threads < 1) {
            throw new IllegalArgumentException(threads + " threads cannot prepare pictures; give at least 1.");
        }
        return new CachePreparation(this, files, contents).run(threads, progress, cancelled);
    }

    /** Side of the pictures. */
    public int sizePx() {
        return sizePx;
    }

    /** How the pictures were made square. */
    public ResizeMode mode() {
        return mode;
    }

    /** Bytes of one picture: {@code 3 * sizePx * sizePx}. */
    public int pictureBytes() {
        return 3 * sizePx * sizePx;
    }

    /** Different pictures in the cache. */
    public int count() {
        return index.size();
    }

    /** The folder that holds this cache and nothing else. */
    public Path folder() {
        return folder.path();
    }

    /**
     * Copies one picture.
     *
     * @param cacheIndex as {@link PreparedFiles#cacheIndices()} gives it
     * @param target {@link #pictureBytes()} bytes, {@code [sizePx, sizePx, 3]} RGB afterwards
     */
    public void read(int cacheIndex, byte[] target) throws IOException {
        if (target.length != pictureBytes()) {
            throw new IllegalArgumentException(
                    "A picture does not fit " + target.length + " bytes; give an array of " + pictureBytes() + ".");
        }
        if (cacheIndex < 0) {
            throw new IllegalArgumentException(
                    "There is no picture " + cacheIndex + " in the cache; leave unreadable files out.");
        }
        store.read(cacheIndex, target);
    }

    /**
     * The content of which a picture was prepared, without reading its file again.
     *
     * @param cacheIndex as {@link PreparedFiles#cacheIndices()} gives it
     * @return SHA-256 of the file's bytes, as {@link ImageHash} writes it
     */
    public String contentHash(int cacheIndex) {
        return index.hash(cacheIndex)
                .orElseThrow(() -> new IllegalArgumentException(
                        "There is no picture " + cacheIndex + " in the cache; leave unreadable files out."));
    }

    /** One picture. */
    public RgbImage picture(int cacheIndex) throws IOException {
        byte[] pixels = new byte[pictureBytes()];
        read(cacheIndex, pixels);
        return new RgbImage(sizePx, sizePx, pixels);
    }

    /** Lets go of the folder. Pictures can no longer be read. */
    @Override
    public void close() throws IOException {
        try (folder;
                index;
                store) {
            checked.clear();
        }
    }

    /** Wall clock, milliseconds since 1970. */
    long nowMillis() {
        return clock.millis();
    }

    CacheIndex index() {
        return index;
    }

    PictureStore store() {
        return store;
    }

    RgbImage decode(Path file, byte[] bytes) throws UnreadableImageException {
        return decoder.prepare(file.toString(), bytes, sizePx, mode);
    }

    /** The index of the picture with this content, if it is stored and its bytes are as they were written; else -1. */
    int whole(String hash, byte[] scratch) throws IOException {
        Optional<CacheIndex.Picture> found = index.picture(hash);
        if (found.isEmpty()) {
            return -1;
        }
        int at = found.get().index();
        synchronized (checked) {
            if (checked.get(at)) {
                return at;
            }
        }
        if (!store.holds(at) || store.checksum(at, scratch) != found.get().checksum()) {
            return -1;
        }
        markChecked(at);
        return at;
    }

    private void markChecked(int at) {
        synchronized (checked) {
            checked.set(at);
        }
    }

    void write(int at, byte[] picture) throws IOException {
        try {
            if (written.getAndIncrement() % PICTURES_PER_SPACE_CHECK == 0 && free() < RESERVE_BYTES) {
                throw full(null);
            }
            store.write(at, picture);
            markChecked(at);
        } catch (CacheFullException e) {
            throw e;
        } catch (IOException e) {
            throw explained(e);
        }
    }

    void commit() throws IOException {
        try {
            index.commit(store);
        } catch (IOException e) {
            throw explained(e);
        }
    }

    private IOException explained(IOException e) throws IOException {
        if (free() < RESERVE_BYTES) {
            return full(e);
        }
        return new UserIOException(Sentence.of("problem.image.cache.unwritable", folder(), e.getMessage()), e);
    }

    private long free() throws IOException {
        return freeSpace.bytes(folder());
    }

    private CacheFullException full(IOException cause) throws IOException {
        return new CacheFullException(Sentence.of("problem.image.cache.full", folder(), free() >> 20), cause);
    }
}
