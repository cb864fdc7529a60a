package org.resnetstudio.engine.pytorch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.resnetstudio.image.Batch;
import org.resnetstudio.network.NetworkGraph;
import org.resnetstudio.network.Operation;

/** Hands batches to libtorch in memory that it reads in place; used again and again. */
final class BatchInput {
    private final boolean vectors;
    private ByteBuffer memory = ByteBuffer.allocateDirect(0);

    BatchInput(NetworkGraph network) {
        this.vectors = network.input().operation() instanceof Operation.VectorInput;
    }

    /** A batch as an array; valid until the next one. */
    NDArray array(Batch batch, NDManager step) {
        int bytes = Math.multiplyExact(batch.images().limit(), Float.BYTES);
        if (memory.capacity() < bytes) {
            memory = ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
        }
        memory.clear().limit(bytes);
        memory.asFloatBuffer().put(batch.images().duplicate());
        Shape shape = vectors
                ? new Shape(batch.count(), batch.channels())
                : new Shape(batch.count(), batch.channels(), batch.heightPx(), batch.widthPx());
        return step.create(memory, shape, DataType.FLOAT32);
    }
}
