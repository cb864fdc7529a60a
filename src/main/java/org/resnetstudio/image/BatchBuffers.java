package org.resnetstudio.image;

import java.nio.FloatBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import org.resnetstudio.problem.InvalidValueException;
import org.resnetstudio.problem.Sentence;

/**
 * Memory for batches, used again from epoch to epoch: buffers outside the heap come back slowly when they are merely
 * dropped. Thread-safe; may be shared by the pipelines of one training run, whose batches all have this shape.
 */
public final class BatchBuffers {
    private final int batchSize;
    private final int sizePx;
    private final Deque<FloatBuffer> free = new ArrayDeque<>();

    /**
     * @param batchSize pictures in a full batch, at least 1
     * @param sizePx side of the square pictures, at least 1
     */
    public BatchBuffers(int batchSize, int sizePx) {
        Resizer.checkSize(sizePx);
        long bytes = 3L * Float.BYTES * sizePx * sizePx * batchSize;
        if (batchSize < 1 || bytes > Integer.MAX_VALUE) {
            throw new InvalidValueException(Sentence.of(
                    "problem.image.batch-range",
                    batchSize,
                    sizePx,
                    Integer.MAX_VALUE / (3L * Float.BYTES * sizePx * sizePx)));
        }
        this.batchSize = batchSize;
        this.sizePx = sizePx;
    }

    /** Pictures in a full batch. */
    public int batchSize() {
        return batchSize;
    }

    /** Side of the square pictures. */
    public int sizePx() {
        return sizePx;
    }

    /** A buffer for a full batch: one that was given back, or a new one. */
    FloatBuffer take() {
        synchronized (free) {
            FloatBuffer buffer = free.poll();
            if (buffer != null) {
                return buffer;
            }
        }
        return Batch.memory(3 * sizePx * sizePx * batchSize);
    }

    void giveBack(FloatBuffer buffer) {
        synchronized (free) {
            free.push(buffer);
        }
    }
}
