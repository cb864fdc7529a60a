package org.resnetstudio.engine;

import java.util.Arrays;

/**
 * The plain mean over labels, to the last bit as runs of every version have it.
 *
 * @param pictures of the whole batch, of which the labels may be a part
 */
record PlainCrossEntropy(int[] labels, LossTargets targets, int pictures) implements LossFunction {
    @Override
    public void requireFit(int rows, int classes) {
        WeightedCrossEntropy.requireRows(rows, labels.length);
        targets.requireClasses(classes);
    }

    @Override
    public TrainableNetwork.StepResult toGradient(float[] logits, int outputs) {
        return CrossEntropy.toGradient(logits, labels, outputs, pictures);
    }

    @Override
    public LossFunction part(int from, int to) {
        return new PlainCrossEntropy(Arrays.copyOfRange(labels, from, to), targets.part(from, to), pictures);
    }
}
