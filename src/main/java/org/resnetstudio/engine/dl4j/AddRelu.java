package org.resnetstudio.engine.dl4j;

import java.util.function.IntConsumer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Where a shortcut joins, with the ReLU behind it: max(a + b, 0) in one pass. */
final class AddRelu implements FusedVertex.Computation {
    private static final int CHUNK = 4096;

    private static final ThreadLocal<float[][]> SCRATCH = ThreadLocal.withInitial(() -> new float[2][CHUNK]);

    private INDArray output;

    @Override
    public INDArray forward(INDArray[] inputs, boolean training, LayerWorkspaceMgr workspaces) {
        INDArray a = NativeFloats.inOrder(inputs[0]);
        INDArray b = NativeFloats.inOrder(inputs[1]);
        // in training the first input's place is free: it comes from a batch norm, which does not look at its result
        // again
        output = training && a == inputs[0]
                ? a
                : workspaces.createUninitialized(ArrayType.ACTIVATIONS, DataType.FLOAT, a.shape(), 'c');
        NativeFloats first = new NativeFloats(a);
        NativeFloats second = new NativeFloats(b);
        NativeFloats sum = new NativeFloats(output);
        forEachChunk(output, (picture, from, length) -> {
            float[][] scratch = SCRATCH.get();
            first.get(picture, from, scratch[0], 0, length);
            second.get(picture, from, scratch[1], 0, length);
            Loops.addRelu(scratch[0], scratch[1], length);
            sum.put(picture, from, scratch[0], 0, length);
        });
        return output;
    }

    /**
     * One array serves as the gradient of both inputs. Deeplearning4j adds to it in place for an input that has other readers as well,
     * but only in steps that come after the batch norm on the first input has read it.
     */
    @Override
    public INDArray[] backward(INDArray[] inputs, INDArray gradient, LayerWorkspaceMgr workspaces) {
        INDArray ordered = NativeFloats.inOrder(gradient);
        INDArray both = workspaces.createUninitialized(ArrayType.ACTIVATION_GRAD, DataType.FLOAT, ordered.shape(), 'c');
        NativeFloats incoming = new NativeFloats(ordered);
        NativeFloats sum = new NativeFloats(output);
        NativeFloats outgoing = new NativeFloats(both);
        forEachChunk(ordered, (picture, from, length) -> {
            float[][] scratch = SCRATCH.get();
            incoming.get(picture, from, scratch[0], 0, length);
            sum.get(picture, from, scratch[1], 0, length);
            Loops.mask(scratch[0], scratch[1], length);
            outgoing.put(picture, from, scratch[0], 0, length);
        });
        output = null;
        return new INDArray[] {both, both};
    }

    /** RangeLoop on a stretch of one picture. */
    private interface RangeLoop {
        void run(int picture, int from, int length);
    }

    private static void forEachChunk(INDArray array, RangeLoop work) {
        int pictures = Math.toIntExact(array.size(0));
        int values = Math.toIntExact(array.length() / pictures);
        IntConsumer onePicture = picture -> {
            for (int from = 0; from < values; from += CHUNK) {
                work.run(picture, from, Math.min(CHUNK, values - from));
            }
        };
        Workers.forEach(pictures, onePicture);
    }
}
