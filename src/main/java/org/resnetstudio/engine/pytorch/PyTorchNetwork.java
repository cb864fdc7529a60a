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
    public StepResult step(Batch batch, LossFunction loss, double learningRate) throws EngineException {
        BatchCheck.requirePictures(network, batch);
        BatchCheck.requireLoss(network, batch, loss);
        return PyTorchRuntime.FAILURES.guard(
                Sentence.of("problem.engine.task.train", BatchCheck.describe(batch)), () -> {
                    try (NDManager step = manager.newSubManager()) {
                        Map<String, NDArray> leaves = leaves(step);
                        variances.beforeForward(batch.count());
                        StepResult result;
                        try {
                            result = backward(batch, loss, leaves, step);
                        } finally {
                            // also after a failure: the network stays usable for a smaller batch
                            variances.afterBackward(batch.count());
                        }
                        rule.update(tensors.arrays(), gradients(leaves, step), learningRate);
                        return result;
                    }
                });
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

    private Map<String, NDArray> gradients(Map<String, NDArray> leaves, NDManager step) {
        Map<String, NDArray> gradients = new HashMap<>();
        for (TensorSpec tensor : trainable) {
            NDArray gradient = leaves.get(tensor.name()).getGradient();
            gradient.attach(step);
            gradients.put(tensor.name(), gradient);
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
