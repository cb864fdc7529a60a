package org.resnetstudio.engine.pytorch;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/**
 * An array as a list of stretches, in the order of its memory, that fit the processor's cache: a rule of several passes then reads
 * memory once instead of once for each pass. Writing to a stretch writes to the array.
 */
final class CacheBlocks implements AutoCloseable {
    /** Values in a stretch: half a megabyte. */
    static final int LENGTH = 1 << 17;

    private final List<NDArray> views = new ArrayList<>();
    private final List<NDArray> parts;

    /**
     * Of an array.
     *
     * @param array contiguous, or a kernel whose channels lie next to each other, as {@link Tensors} holds them
     */
    CacheBlocks(NDArray array) {
        if (array.size() <= LENGTH || array.getDevice().isGpu()) {
            parts = List.of(array);
            return;
        }
        NDArray inOrder = array;
        if (Tensors.isKernel(array)) {
            inOrder = Tensors.inMemoryOrder(array);
            views.add(inOrder);
        }
        NDArray flat = inOrder.flatten();
        views.add(flat);
        long[] cuts = LongStream.iterate(LENGTH, cut -> cut < array.size(), cut -> cut + LENGTH)
                .toArray();
        parts = List.copyOf(flat.split(cuts));
        views.addAll(parts);
    }

    int count() {
        return parts.size();
    }

    NDArray get(int stretch) {
        return parts.get(stretch);
    }

    @Override
    public void close() {
        views.forEach(NDArray::close);
    }
}
