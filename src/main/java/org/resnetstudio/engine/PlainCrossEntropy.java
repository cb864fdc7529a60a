package org.resnetstudio.engine;

/** The plain mean over labels, to the last bit as runs of every version have it. */
record PlainCrossEntropy(int[] labels, LossTargets targets) implements LossFunction {
    @Override
    public void requireFit(int rows, int classes) {
        WeightedCrossEntropy.requireRows(rows, labels.length);
        targets.requireClasses(classes);
    }

    @Override
    public TrainableNetwork.StepResult toGradient(float[] logits, int outputs) {
        return CrossEntropy.toGradient(logits, labels, outputs);
    }
}
