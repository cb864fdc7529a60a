package org.resnetstudio.engine.pytorch;

import ai.djl.ndarray.NDManager;
import org.resnetstudio.engine.Device;
import org.resnetstudio.engine.Engine;
import org.resnetstudio.engine.EngineException;
import org.resnetstudio.engine.OptimizerSettings;
import org.resnetstudio.engine.Processor;
import org.resnetstudio.engine.TrainableNetwork;
import org.resnetstudio.network.NetworkGraph;
import org.resnetstudio.weights.Weights;

/**
 * Trains with libtorch. One seed gives the same bits again as long as the number of threads stays the same. Running batch-norm
 * variances follow the biased variance of each batch (divided by n), as in the other engine; Python's PyTorch follows the unbiased
 * one.
 */
public final class PyTorchEngine implements Engine {
    private final ai.djl.engine.Engine torch;
    private final Device device;

    private PyTorchEngine(ai.djl.engine.Engine torch, Device device) {
        this.torch = torch;
        this.device = device;
    }

    /** Whether this installation holds libtorch for a machine such as this one; whether it runs is seen when it is loaded. */
    public static boolean isInstalled() {
        return PyTorchEngine.class.getResource("/native/lib/pytorch.properties") != null;
    }

    /**
     * Loads libtorch.
     *
     * @throws EngineException if its native library is not there for this machine, or does not run on it
     */
    public static PyTorchEngine create() throws EngineException {
        return new PyTorchEngine(PyTorchRuntime.start(), Processor.device(Long.MAX_VALUE));
    }

    @Override
    public String name() {
        return "pytorch";
    }

    @Override
    public String description() {
        return "PyTorch " + torch.getVersion();
    }

    @Override
    public Device device() {
        return device;
    }

    @Override
    public TrainableNetwork create(NetworkGraph graph, Weights weights, OptimizerSettings optimizer)
            throws EngineException {
        weights.requireFit(graph);
        return PyTorchRuntime.FAILURES.guard("build " + graph.spec().variant(), () -> {
            NDManager manager = torch.newBaseManager(ai.djl.Device.cpu());
            try {
                return new PyTorchNetwork(graph, weights, optimizer, manager);
            } catch (RuntimeException | OutOfMemoryError e) {
                manager.close();
                throw e;
            }
        });
    }
}
