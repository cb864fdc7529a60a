package org.resnetstudio.engine.pytorch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.resnetstudio.engine.BatchCheck;
import org.resnetstudio.engine.CrossEntropy;
import org.resnetstudio.engine.DropoutMasks;
import org.resnetstudio.engine.EngineException;
import org.resnetstudio.engine.LossFunction;
import org.resnetstudio.engine.OptimizerSettings;
import org.resnetstudio.engine.TrainableNetwork;
import org.resnetstudio.image.Batch;
import org.resnetstudio.network.NetworkGraph;
import org.resnetstudio.network.TensorSpec;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.weights.Weights;

/** A network as libtorch's operations, with autograd and an update rule of our own. */
final class PyTorchNetwork implements TrainableNetwork {
    private final NetworkGraph network;
    private final ForwardPass forward;
    private final NDManager manager;
    private final Tensors tensors;
    private final List<TensorSpec> trainable;
    private final RunningVariances variances;
    private final UpdateRule rule;
    private final BatchInput pictures;
    /** By tensor name; empty behind an update. */
    private Map<String, NDArray> accumulated = Map.of();
    /** What is done at present, as failures say it. */
    private Sentence task;

    PyTorchNetwork(
            NetworkGraph network,
            Weights weights,
            OptimizerSettings optimizer,
            NDManager manager,
            boolean matrixProducts) {
        this.network = network;
        this.forward = new ForwardPass(network, matrixProducts);
        this.pictures = new BatchInput(network);
        this.manager = manager;
        this.tensors = Tensors.zeros(manager, network.tensors());
        this.trainable = network.tensors().stream()
                .filter(tensor -> tensor.role().trainable())
                .toList();
        this.variances = new RunningVariances(network, tensors.arrays());
        this.rule = UpdateRule.of(optimizer, manager, trainable);
        setWeights(weights);
    }

    @Override
    public StepResult accumulate(Batch part, LossFunction loss) throws EngineException {
        BatchCheck.requirePictures(network, part);
        BatchCheck.requireLoss(network, part, loss);
        task = Sentence.of("problem.engine.task.train", BatchCheck.describe(part));
        Map<String, NDArray> before = accumulated;
        accumulated = Map.of(); // so that none are left after a failure
        try {
            return PyTorchRuntime.FAILURES.guard(task, () -> {
                try (NDManager step = manager.newSubManager()) {
                    Map<String, NDArray> leaves = leaves(step);
                    variances.beforeForward(part.count());
                    StepResult result;
                    try {
                        result = backward(part, loss, leaves, step);
                    } finally {
                        // also after a failure: the network stays usable for a smaller batch
                        variances.afterBackward(part.count());
                    }
                    accumulated = gradients(leaves, before);
                    return result;
                }
            });
        } finally {
            if (accumulated.isEmpty()) {
                before.values().forEach(NDArray::close);
            }
        }
    }

    @Override
    public void update(double learningRate) throws EngineException {
        BatchCheck.requireGradients(accumulated.size());
        Map<String, NDArray> gradients = accumulated;
        accumulated = Map.of();
        try {
            PyTorchRuntime.FAILURES.guard(task, () -> {
                rule.update(tensors.arrays(), gradients, learningRate);
                return null;
            });
        } finally {
            gradients.values().forEach(NDArray::close);
        }
    }

    /** The tensors as this step's graph sees them: without a gradient from an earlier step. */
    private Map<String, NDArray> leaves(NDManager step) {
        Map<String, NDArray> leaves = new HashMap<>(tensors.arrays());
        for (TensorSpec tensor : trainable) {
            NDArray leaf = tensors.get(tensor.name()).stopGradient();
            leaf.attach(step);
            leaf.setRequiresGradient(true);
            leaves.put(tensor.name(), leaf);
        }
        return leaves;
    }

    private StepResult backward(Batch batch, LossFunction loss, Map<String, NDArray> leaves, NDManager step) {
        try (GradientCollector collector = PyTorchRuntime.engine().newGradientCollector()) {
            NDArray logits = forward.logits(
                    pictures.array(batch, step), leaves, Optional.of(new DropoutMasks(batch, rule.steps)));
            float[] values = logits.toFloatArray();
            StepResult result = loss.toGradient(values, network.spec().outputs());
            // the derivative of this sum is the gradient that was computed from the logits
            collector.backward(
                    logits.mul(step.create(values, logits.getShape())).sum());
            return result;
        }
    }

    /** @param before those of the parts before, which are added to in place; empty for the first part */
    private Map<String, NDArray> gradients(Map<String, NDArray> leaves, Map<String, NDArray> before) {
        Map<String, NDArray> gradients = new HashMap<>();
        for (TensorSpec tensor : trainable) {
            NDArray gradient = leaves.get(tensor.name()).getGradient();
            if (before.isEmpty()) {
                gradient.attach(manager);
                gradients.put(tensor.name(), gradient);
            } else {
                gradients.put(tensor.name(), before.get(tensor.name()).addi(gradient));
                gradient.close();
            }
        }
        return gradients;
    }

    @Override
    public float[][] predict(Batch batch) throws EngineException {
        BatchCheck.requirePictures(network, batch);
        return PyTorchRuntime.FAILURES.guard(
                Sentence.of("problem.engine.task.classify", BatchCheck.describe(batch)), () -> {
                    try (NDManager step = manager.newSubManager()) {
                        NDArray logits =
                                forward.logits(pictures.array(batch, step), tensors.arrays(), Optional.empty());
                        return CrossEntropy.probabilities(
                                logits.toFloatArray(),
                                batch.count(),
                                network.spec().outputs());
                    }
                });
    }

    @Override
    public Weights weights() {
        return new Weights(tensors.read(""));
    }

    @Override
    public void setWeights(Weights weights) {
        weights.requireFit(network);
        tensors.write(weights, "");
    }

    @Override
    public Weights optimizerState() {
        return rule.state();
    }

    @Override
    public void setOptimizerState(Weights state) {
        rule.restore(state);
    }

    @Override
    public void close() {
        manager.close();
    }
}
