package org.resnetstudio.engine.dl4j;

import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.resnetstudio.network.Operation;
import org.resnetstudio.network.Shape;

/** The shortcut without parameters: every stride-th row and column, and channels of zeros before and behind the existing ones. */
final class ZeroPad implements FusedVertex.Computation {
    private final Operation.ZeroPadShortcut shortcut;
    private final Shape input;
    private final Shape output;

    ZeroPad(Operation.ZeroPadShortcut shortcut, Shape input, Shape output) {
        this.shortcut = shortcut;
        this.input = input;
        this.output = output;
    }

    @Override
    public INDArray forward(INDArray[] inputs, boolean training, LayerWorkspaceMgr workspaces) {
        INDArray x = NativeFloats.inOrder(inputs[0]);
        INDArray y = create(workspaces, ArrayType.ACTIVATIONS, x.size(0), output);
        copy(x, y, true);
        return y;
    }

    @Override
    public INDArray[] backward(INDArray[] inputs, INDArray gradient, LayerWorkspaceMgr workspaces) {
        INDArray gradientX = create(workspaces, ArrayType.ACTIVATION_GRAD, gradient.size(0), input);
        copy(NativeFloats.inOrder(gradient), gradientX, false);
        return new INDArray[] {gradientX};
    }

    private static INDArray create(LayerWorkspaceMgr workspaces, ArrayType type, long pictures, Shape shape) {
        long[] all = {pictures, shape.channels(), shape.height(), shape.width()};
        return workspaces.createUninitialized(type, DataType.FLOAT, all, 'c');
    }

    /** Copies the elements that both sides share, from input to output or back; all other elements become 0. */
    private void copy(INDArray from, INDArray to, boolean forward) {
        NativeFloats source = new NativeFloats(from);
        NativeFloats target = new NativeFloats(to);
        int large = Math.toIntExact(input.elements());
        int small = Math.toIntExact(output.elements());
        Workers.forEach(Math.toIntExact(from.size(0)), picture -> {
            float[] inputSide = new float[large];
            float[] outputSide = new float[small];
            if (forward) {
                source.get(picture, 0, inputSide, 0, large);
            } else {
                source.get(picture, 0, outputSide, 0, small);
            }
            forEachShared(inputSide, outputSide, forward);
            if (forward) {
                target.put(picture, 0, outputSide, 0, small);
            } else {
                target.put(picture, 0, inputSide, 0, large);
            }
        });
    }

    private void forEachShared(float[] inputSide, float[] outputSide, boolean forward) {
        int stride = shortcut.stride();
        for (int c = 0; c < shortcut.inputChannels(); c++) {
            for (int row = 0; row < output.height(); row++) {
                int in = (c * input.height() + row * stride) * input.width();
                int out = ((shortcut.channelsBefore() + c) * output.height() + row) * output.width();
                for (int column = 0; column < output.width(); column++) {
                    if (forward) {
                        outputSide[out + column] = inputSide[in + column * stride];
                    } else {
                        inputSide[in + column * stride] = outputSide[out + column];
                    }
                }
            }
        }
    }
}
