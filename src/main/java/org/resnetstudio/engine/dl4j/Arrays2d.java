package org.resnetstudio.engine.dl4j;

import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.resnetstudio.image.Batch;

/** Batches as ND4J arrays, and ND4J's answers as Java arrays. */
final class Arrays2d {
    private Arrays2d() {}

    /**
     * The pictures {@code [count, channels, height, width]}, or vectors {@code [count, channels]}. On a processor this is the batch's own memory, so the batch must stay alive and
     * unchanged while the array is in use; a graphics card gets a copy.
     */
    static INDArray images(Batch batch, boolean vectors) {
        long[] shape = vectors
                ? new long[] {batch.count(), batch.channels()}
                : new long[] {batch.count(), batch.channels(), batch.heightPx(), batch.widthPx()};
        if (Nd4jRuntime.onCpu()) {
            FloatPointer pictures = new FloatPointer(batch.images().duplicate());
            return Nd4j.create(
                    Nd4j.createBuffer(pictures, batch.images().limit(), DataType.FLOAT),
                    shape,
                    Nd4j.getStrides(shape, 'c'),
                    0,
                    'c');
        }
        float[] values = new float[batch.images().limit()];
        batch.images().get(0, values);
        return Nd4j.createFromArray(values).reshape('c', shape);
    }

    /** Rows of probabilities; a single column p becomes the two columns 1 - p and p. */
    static float[][] probabilities(INDArray output) {
        int rows = Math.toIntExact(output.size(0));
        int columns = Math.toIntExact(output.size(1));
        float[] values = output.dup('c').data().asFloat();
        float[][] probabilities = new float[rows][];
        for (int row = 0; row < rows; row++) {
            if (columns == 1) {
                probabilities[row] = new float[] {1 - values[row], values[row]};
            } else {
                probabilities[row] = java.util.Arrays.copyOfRange(values, row * columns, (row + 1) * columns);
            }
        }
        return probabilities;
    }
}
