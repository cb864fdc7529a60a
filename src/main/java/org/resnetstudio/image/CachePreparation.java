package org.resnetstudio.image;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.resnetstudio.image.CacheIndex.Picture;
import org.resnetstudio.image.CacheIndex.Seen;

/** One run through a list of files: worker threads take one after the other until all are done, or somebody stops it. */
final class CachePreparation {
    private static final int RECORDS_PER_COMMIT = 512;
    private static final long PROGRESS_MILLIS = 50;
    /** Younger files are hashed again next time: two writes within one tick of the file system's clock look the same. */
    private static final long SETTLED_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final PreparedCache cache;
    private final List<Path> files;
    private final KnownContents contents;
    private final int[] indices;
    private final UnreadableImageException[] problems;
    private final ConcurrentHashMap<String, FutureTask<Integer>> started = new ConcurrentHashMap<>();
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicInteger decoded = new AtomicInteger();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private volatile boolean stopped;

    CachePreparation(PreparedCache cache, List<Path> files, KnownContents contents) {
        this.cache = cache;
        this.contents = contents;
        this.files = List.copyOf(files);
        this.indices = new int[files.size()];
        this.problems = new UnreadableImageException[files.size()];
        Arrays.fill(indices, -1);
    }

    PreparedFiles run(int threads, ProgressListener progress, BooleanSupplier cancelled) throws IOException {
        int workers = Math.max(1, Math.min(threads, files.size()));
        CountDownLatch running = new CountDownLatch(workers);
        AtomicInteger left = new AtomicInteger(workers);
        for (int number = 1; number <= workers; number++) {
            Thread worker = new Thread(() -> work(left, running), "prepare-" + number);
            worker.setDaemon(true);
            worker.start();
        }
        boolean interrupted = waitFor(running, progress, cancelled);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        rethrowFailure();
        if (stopped) {
            throw new CancellationException("Preparing pictures was cancelled after " + done.get() + " of "
                    + files.size() + "; what is prepared is kept.");
        }
        progress.onProgress(files.size(), files.size());
        return result();
    }

    /** Waits for the workers even when this thread is interrupted: they write files, and have to end in order. */
    private boolean waitFor(CountDownLatch running, ProgressListener progress, BooleanSupplier cancelled) {
        boolean interrupted = false;
        boolean finished = false;
        while (!finished) {
            try {
                finished = running.await(PROGRESS_MILLIS, TimeUnit.MILLISECONDS);
                if (!finished) {
                    progress.onProgress(done.get(), files.size());
                    stopped = stopped || cancelled.getAsBoolean();
                }
            } catch (InterruptedException e) {
                interrupted = true;
                stopped = true;
            } catch (RuntimeException e) {
                failure.compareAndSet(null, e);
                stopped = true;
            }
        }
        return interrupted;
    }

    private void rethrowFailure() throws IOException {
        Throwable thrown = failure.get();
        if (thrown instanceof IOException exception) {
            throw exception;
        }
        if (thrown instanceof RuntimeException exception) {
            throw exception;
        }
        if (thrown instanceof Error error) {
            throw error;
        }
    }

    private PreparedFiles result() {
        List<UnreadableFile> unreadable = IntStream.range(0, files.size())
                .filter(position -> problems[position] != null)
                .mapToObj(position -> new UnreadableFile(position, files.get(position), problems[position]))
                .toList();
        int reused = files.size() - unreadable.size() - decoded.get();
        return new PreparedFiles(indices, unreadable, decoded.get(), reused);
    }

    private void work(AtomicInteger left, CountDownLatch running) {
        try {
            byte[] scratch = new byte[cache.pictureBytes()];
            int position = next.getAndIncrement();
            while (position < files.size() && !stopped) {
                indices[position] = prepare(position, scratch);
                done.incrementAndGet();
                if (cache.index().uncommitted() >= RECORDS_PER_COMMIT) {
                    cache.commit();
                }
                position = next.getAndIncrement();
            }
        } catch (IOException | RuntimeException | Error e) {
            fail(e);
        }
        if (left.decrementAndGet() == 0) {
            try {
                cache.commit();
                contents.keep();
                cache.store().mapAll();
            } catch (IOException | RuntimeException | Error e) {
                fail(e);
            }
        }
        running.countDown();
    }

    private void fail(Throwable e) {
        failure.compareAndSet(null, e);
        stopped = true;
    }

    /** The index of a file's picture, or -1 when it cannot be read. */
    private int prepare(int position, byte[] scratch) throws IOException {
        Path file = files.get(position);
        try {
            FileStamp before = FileStamp.of(file);
            String path = file.toAbsolutePath().normalize().toString();
            Optional<String> known = cache.index()
                    .seen(path)
                    .filter(seen -> seen.stamp().equals(before))
                    .map(Seen::hash)
                    .or(() -> contents.sha256(file, before));
            int kept = known.isPresent() ? cache.whole(known.get(), scratch) : -1;
            if (kept >= 0) {
                cache.index().add(path, new Seen(before, known.get()));
                return kept;
            }
            byte[] bytes = ImageFiles.pictureBytes(file);
            String hash = ImageHash.sha256(bytes);
            int index = once(file, hash, bytes, scratch);
            long nowNanos = TimeUnit.MILLISECONDS.toNanos(cache.nowMillis());
            if (bytes.length == before.bytes() && nowNanos - before.latestNanos() > SETTLED_NANOS) {
                cache.index().add(path, new Seen(before, hash));
                contents.add(file, PictureContent.of(before, hash, bytes));
            }
            return index;
        } catch (UnreadableImageException e) {
            problems[position] = e;
            return -1;
        }
    }

    /** Decodes one content once, however many files have it, and whichever thread comes first. */
    private int once(Path file, String hash, byte[] bytes, byte[] scratch)
            throws IOException, UnreadableImageException {
        FutureTask<Integer> task = new FutureTask<>(() -> {
            int index = cache.whole(hash, scratch);
            return index >= 0 ? index : store(file, hash, bytes);
        });
        FutureTask<Integer> first = started.putIfAbsent(hash, task);
        if (first == null) {
            task.run();
            first = task;
        }
        try {
            return first.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnreadableImageException problem) {
                throw problem;
            }
            if (e.getCause() instanceof IOException problem) {
                throw problem;
            }
            throw new IllegalStateException("Preparing a picture failed: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            throw new IllegalStateException("The threads that prepare pictures are never interrupted.", e);
        }
    }

    private int store(Path file, String hash, byte[] bytes) throws IOException, UnreadableImageException {
        RgbImage image = cache.decode(file, bytes);
        int index = cache.index().picture(hash).map(Picture::index).orElseGet(cache.index()::claimIndex);
        cache.write(index, image.pixels());
        cache.index().add(hash, new Picture(index, PictureStore.checksum(image.pixels())));
        decoded.incrementAndGet();
        return index;
    }
}
