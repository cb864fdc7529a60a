package org.resnetstudio.engine.pytorch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Optional;
import org.resnetstudio.engine.BatchCheck;
import org.resnetstudio.engine.EngineException;
import org.resnetstudio.engine.FeatureExtractor;
import org.resnetstudio.image.Batch;
import org.resnetstudio.network.NetworkGraph;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.weights.Weights;

/** The front part of a network as libtorch's operations, without gradients. */
final class PyTorchExtractor implements FeatureExtractor {
    private final NetworkGraph network;
    private final ForwardPass forward;
    private final BatchInput pictures;
    private final NDManager manager;
    private final Tensors tensors;

    PyTorchExtractor(NetworkGraph network, Weights weights, NDManager manager, boolean matrixProducts) {
        this.network = network;
        this.forward = new ForwardPass(network, matrixProducts);
        this.pictures = new BatchInput(network);
        this.manager = manager;
        this.tensors = Tensors.zeros(manager, network.tensors());
        tensors.write(weights, "");
    }

    @Override
    public float[] features(Batch batch) throws EngineException {
        BatchCheck.requirePictures(network, batch);
        return PyTorchRuntime.FAILURES.guard(
                Sentence.of("problem.engine.task.look", BatchCheck.describe(batch)), () -> {
                    try (NDManager step = manager.newSubManager()) {
                        NDArray features =
                                forward.logits(pictures.array(batch, step), tensors.arrays(), Optional.empty());
                        return features.flatten().toFloatArray();
                    }
                });
    }

    @Override
    public void close() {
        manager.close();
    }
}
