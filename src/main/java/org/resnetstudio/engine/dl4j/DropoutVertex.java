package org.resnetstudio.engine.dl4j;

import java.util.concurrent.atomic.AtomicReference;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.resnetstudio.engine.DropoutMasks;

/** Dropout with masks that come from outside, because Deeplearning4j's own have a random state that no run's files hold. */
final class DropoutVertex implements FusedVertex.Computation {
    private final double share;
    private final AtomicReference<DropoutMasks> step;
    private INDArray mask;

    /**
     * For one layer.
     *
     * @param share of the values that are dropped
     * @param step the masks of the step that is being computed
     */
    DropoutVertex(double share, AtomicReference<DropoutMasks> step) {
        this.share = share;
        this.step = step;
    }

    @Override
    public INDArray forward(INDArray[] inputs, boolean training, LayerWorkspaceMgr workspaces) {
        INDArray x = inputs[0];
        INDArray y = workspaces.createUninitialized(ArrayType.ACTIVATIONS, DataType.FLOAT, x.shape(), 'c');
        if (!training) {
            return y.assign(x);
        }
        int size = Math.toIntExact(x.size(1));
        // outside all workspaces, because the backward pass reads it after the layer's own are closed
        mask = Nd4j.createUninitializedDetached(DataType.FLOAT, x.size(0), size);
        mask.assign(Nd4j.createFromArray(step.get().mask(size, share)).reshape('c', x.size(0), size));
        return x.mul(mask, y);
    }

    @Override
    public INDArray[] backward(INDArray[] inputs, INDArray gradient, LayerWorkspaceMgr workspaces) {
        INDArray gradientX =
                workspaces.createUninitialized(ArrayType.ACTIVATION_GRAD, DataType.FLOAT, gradient.shape(), 'c');
        gradient.mul(mask, gradientX);
        mask = null;
        return new INDArray[] {gradientX};
    }
}
