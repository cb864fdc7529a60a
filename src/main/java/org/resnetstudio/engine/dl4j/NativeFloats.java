package org.resnetstudio.engine.dl4j;

import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The memory of an ND4J array on the processor, for Java loops that copy a part that fits the cache, compute, and copy back. Valid
 * as long as the array is.
 */
final class NativeFloats {
    private static final int LARGEST_CHUNK = Integer.MAX_VALUE / Float.BYTES;

    /** A stretch of native memory. */
    private static final class Stretch extends Pointer {
        Stretch(long address, long bytes) {
            this.address = address;
            this.limit = bytes;
            this.capacity = bytes;
        }
    }

    private final FloatBuffer[] chunks;
    private final int perPicture;
    private final int picturesPerChunk;

    /** The array's values, {@code [pictures, …]} in C order; other orders are refused, see {@link #inOrder}. */
    NativeFloats(INDArray array) {
        if (!liesInOrder(array)) {
            throw new IllegalArgumentException("An array in another than C order cannot be read in place.");
        }
        int pictures = Math.toIntExact(array.size(0));
        perPicture = Math.toIntExact(array.length() / pictures);
        picturesPerChunk = Math.min(pictures, Math.max(1, LARGEST_CHUNK / perPicture));
        chunks = new FloatBuffer[(pictures + picturesPerChunk - 1) / picturesPerChunk];
        long address = array.data().addressPointer().address();
        for (int i = 0; i < chunks.length; i++) {
            long first = (long) i * picturesPerChunk * perPicture * Float.BYTES;
            long bytes =
                    Math.min((long) picturesPerChunk * perPicture * Float.BYTES, array.length() * Float.BYTES - first);
            chunks[i] = new Stretch(address + first, bytes)
                    .asByteBuffer()
                    .order(ByteOrder.nativeOrder())
                    .asFloatBuffer();
        }
    }

    /** The array itself if it lies in C order, else a copy that does. */
    static INDArray inOrder(INDArray array) {
        return liesInOrder(array) ? array : array.dup('c');
    }

    /** Whether the values lie in C order without gaps. The stride of an axis of one element does not matter, and is often odd. */
    private static boolean liesInOrder(INDArray array) {
        long expected = 1;
        for (int axis = array.rank() - 1; axis >= 0; axis--) {
            if (array.size(axis) != 1 && array.stride(axis) != expected) {
                return false;
            }
            expected *= array.size(axis);
        }
        return true;
    }

    void get(int picture, int from, float[] target, int offset, int length) {
        chunks[picture / picturesPerChunk].get(picture % picturesPerChunk * perPicture + from, target, offset, length);
    }

    void put(int picture, int from, float[] source, int offset, int length) {
        chunks[picture / picturesPerChunk].put(picture % picturesPerChunk * perPicture + from, source, offset, length);
    }
}
