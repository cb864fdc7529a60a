package org.resnetstudio.image;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.resnetstudio.augmentation.Augmentations;

/**
 * The batches of one epoch, in order, made ahead of time by worker threads. The batches are the same whatever the number
 * of threads; the last one holds what is left over. A batch is valid until the next call of {@link #next} or
 * {@link #close}, because its memory is then used again.
 *
 * <p>For one consumer thread. {@link #close} may be called at any batch; when it returns, all worker threads have ended.
 */
public final class BatchPipeline implements Iterator<Batch>, AutoCloseable {
    /**
     * What is the same for every batch of an epoch.
     *
     * @param augmentation for training pictures, or {@link Augmentations#NONE}
     * @param normalization how pixels become numbers
     * @param seed the run's
     * @param variant which of the many pictures that the augmentation makes of each sample, from 1; has no effect without
     *     augmentation
     * @param threads workers, at least 1
     */
    public record Settings(
            Augmentations augmentation, Normalization normalization, long seed, int variant, int threads) {
        public Settings {
            if (variant < 1) {
                throw new IllegalArgumentException("There is no augmented variant " + variant + "; count them from 1.");
            }
            if (threads < 1) {
                throw new IllegalArgumentException(threads + " threads cannot make batches; give at least 1.");
            }
        }
    }

    private final PreparedCache cache;
    private final List<BatchEntry> entries;
    private final BatchBuffers buffers;
    private final Settings settings;
    private final int batches;
    private final List<Thread> workers = new ArrayList<>();

    // Guarded by this:
    private final Deque<FloatBuffer> free = new ArrayDeque<>();
    private final Map<Integer, Made> made = new HashMap<>();
    private int nextToMake;
    private int nextToGive;
    private Made given;
    private Throwable failure;

    private volatile boolean closed;

    private record Made(Batch batch, FloatBuffer buffer) {}

    /**
     * Starts making batches.
     *
     * @param cache holds the pictures; stays open until this is closed
     * @param entries the epoch's pictures in their order, such as {@link EpochOrder#shuffled} gives
     * @param buffers memory for batches of the cache's image size; may be shared between epochs
     */
    public BatchPipeline(PreparedCache cache, List<BatchEntry> entries, BatchBuffers buffers, Settings settings) {
        if (buffers.sizePx() != cache.sizePx()) {
            throw new IllegalArgumentException("Buffers for pictures of " + buffers.sizePx()
                    + " pixels do not fit a cache of " + cache.sizePx() + "; make them for that size.");
        }
        this.cache = cache;
        this.entries = List.copyOf(entries);
        this.buffers = buffers;
        this.settings = settings;
        this.batches = (entries.size() + buffers.batchSize() - 1) / buffers.batchSize();
        int threads = Math.min(settings.threads(), batches);
        // One batch in the consumer's hands, one being made by each worker, and two waiting.
        for (int buffer = 0; buffer < Math.min(threads + 3, batches); buffer++) {
            free.add(buffers.take());
        }
        for (int number = 1; number <= threads; number++) {
            Thread worker = new Thread(this::work, "batches-" + number);
            worker.setDaemon(true);
            workers.add(worker);
        }
        workers.forEach(Thread::start);
    }

    /** Batches in the epoch. */
    public int batches() {
        return batches;
    }

    @Override
    public synchronized boolean hasNext() {
        return !closed && nextToGive < batches;
    }

    /**
     * The next batch, waiting for it where need be.
     *
     * @throws IllegalStateException when a picture could not be read from the cache, with the reason; or when the thread
     *     is interrupted, which stays interrupted
     */
    @Override
    public synchronized Batch next() {
        if (!hasNext()) {
            throw new NoSuchElementException("All " + batches + " batches of this epoch have been given out.");
        }
        if (given != null) {
            free.add(given.buffer());
            given = null;
            notifyAll();
        }
        while (failure == null && !made.containsKey(nextToGive)) {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Waiting for a batch was interrupted.", e);
            }
        }
        if (failure != null) {
            throw new IllegalStateException("A batch could not be made: " + failure.getMessage(), failure);
        }
        given = made.remove(nextToGive);
        nextToGive++;
        return given.batch();
    }

    /** Stops the workers, waits until they have ended, and gives the memory back. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        boolean interrupted = false;
        for (Thread worker : workers) {
            interrupted |= joined(worker);
        }
        synchronized (this) {
            if (given != null) {
                free.add(given.buffer());
                given = null;
            }
            made.values().forEach(batch -> free.add(batch.buffer()));
            made.clear();
            free.forEach(buffers::giveBack);
            free.clear();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean joined(Thread worker) {
        boolean interrupted = false;
        while (true) {
            try {
                worker.join();
                return interrupted;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
    }

    private void work() {
        try {
            BatchFiller filler = new BatchFiller(cache, settings.augmentation(), settings.normalization());
            Claim claim = claim();
            while (claim != null) {
                make(filler, claim);
                claim = claim();
            }
        } catch (IOException | RuntimeException | Error e) {
            synchronized (this) {
                failure = failure == null ? e : failure;
                notifyAll();
            }
        }
    }

    private record Claim(int batch, FloatBuffer buffer) {}

    /** The next batch to make, together with memory for it: so the batch that is waited for always has some. */
    private synchronized Claim claim() {
        while (!closed && failure == null && nextToMake < batches && free.isEmpty()) {
            try {
                wait();
            } catch (InterruptedException e) {
                throw new IllegalStateException("The threads that make batches are never interrupted.", e);
            }
        }
        if (closed || failure != null || nextToMake >= batches) {
            return null;
        }
        return new Claim(nextToMake++, free.poll());
    }

    private void make(BatchFiller filler, Claim claim) throws IOException {
        int from = claim.batch() * buffers.batchSize();
        int to = Math.min(from + buffers.batchSize(), entries.size());
        boolean handedOver = false;
        try {
            Batch batch = filler.fill(
                    entries.subList(from, to), claim.buffer(), settings.seed(), settings.variant(), () -> closed);
            synchronized (this) {
                made.put(claim.batch(), new Made(batch, claim.buffer()));
                handedOver = true;
                notifyAll();
            }
        } finally {
            if (!handedOver) {
                synchronized (this) {
                    free.add(claim.buffer());
                }
            }
        }
    }
}
