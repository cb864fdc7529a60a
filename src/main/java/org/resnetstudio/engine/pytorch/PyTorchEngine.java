package org.resnetstudio.engine.pytorch;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Optional;
import java.util.function.Function;
import org.resnetstudio.engine.Device;
import org.resnetstudio.engine.Engine;
import org.resnetstudio.engine.EngineException;
import org.resnetstudio.engine.FeatureExtractor;
import org.resnetstudio.engine.GraphicsCard;
import org.resnetstudio.engine.NvidiaSmi;
import org.resnetstudio.engine.OptimizerSettings;
import org.resnetstudio.engine.Processor;
import org.resnetstudio.engine.TrainableNetwork;
import org.resnetstudio.engine.Way;
import org.resnetstudio.engine.Yielding;
import org.resnetstudio.network.NetworkGraph;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.weights.Weights;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trains with libtorch. One seed gives the same bits again as long as the number of threads stays the same. Running batch-norm
 * variances follow the biased variance of each batch (divided by n), as in the other engine; Python's PyTorch follows the unbiased
 * one.
 *
 * <p>With several graphics cards the first one trains; {@code CUDA_VISIBLE_DEVICES} names another one.
 */
public final class PyTorchEngine implements Engine {
    private static final Logger LOG = LoggerFactory.getLogger(PyTorchEngine.class);

    /** Elements of an array that libtorch works on with all its threads. */
    private static final int PARALLEL_LENGTH = 1 << 20;

    private final ai.djl.engine.Engine torch;
    private final Device device;
    private final Way way;
    private final String cardProblem;
    private final Yielding yielding = new Yielding(PyTorchProvider.NAME, this::workInParallel);

    private PyTorchEngine(ai.djl.engine.Engine torch, Device device, Way way, String cardProblem) {
        this.torch = torch;
        this.device = device;
        this.way = way;
        this.cardProblem = cardProblem;
    }

    /** Loads libtorch; as {@link #create(Device.Kind, Way)} for a graphics card, and in the first way that suits this machine. */
    public static PyTorchEngine create() throws EngineException {
        return create(Device.Kind.CUDA, SoundProcessors.ofThisMachine().firstWay());
    }

    /**
     * Loads libtorch.
     *
     * @param wanted {@code CUDA} takes the first graphics card if libtorch can compute on it, and else the processor
     * @param way how to compute, one of {@link PyTorchProvider#ways}; a process that has loaded libtorch keeps the instructions of its first choice
     * @throws EngineException if its native library is not there for this machine, or does not run on it
     */
    public static PyTorchEngine create(Device.Kind wanted, Way way) throws EngineException {
        ai.djl.engine.Engine torch = PyTorchRuntime.start(way == Way.SMALLER_INSTRUCTIONS);
        Device processor = Processor.device(Long.MAX_VALUE);
        if (wanted == Device.Kind.CPU || !PyTorchRuntime.seesCard(torch)) {
            return new PyTorchEngine(torch, processor, way, "");
        }
        try (NDManager manager = torch.newBaseManager(ai.djl.Device.gpu(0))) {
            // a card for which libtorch has no code is seen, but fails at its first work
            manager.ones(new Shape(2)).add(1).toFloatArray();
        } catch (RuntimeException e) {
            LOG.warn("PyTorch trains on the processor, because the graphics card fails: see 'studio doctor'.");
            return new PyTorchEngine(torch, processor, way, String.valueOf(e.getMessage()));
        }
        Device card = NvidiaSmi.askThisMachine().cards().stream()
                .findFirst()
                .map(GraphicsCard::device)
                .orElse(new Device(Device.Kind.CUDA, "CUDA device", 0));
        return new PyTorchEngine(torch, card, Way.DIRECT, "");
    }

    /** What libtorch said when a graphics card that it sees failed; else empty. */
    public Optional<String> cardProblem() {
        return cardProblem.isEmpty() ? Optional.empty() : Optional.of(cardProblem);
    }

    @Override
    public String name() {
        return PyTorchProvider.NAME;
    }

    @Override
    public String description() {
        return PyTorchProvider.TITLE + " " + torch.getVersion();
    }

    @Override
    public Way way() {
        return way;
    }

    @Override
    public Device device() {
        return device;
    }

    @Override
    public TrainableNetwork create(NetworkGraph graph, Weights weights, OptimizerSettings optimizer)
            throws EngineException {
        weights.requireFit(graph);
        return build(graph, manager -> new PyTorchNetwork(graph, weights, optimizer, manager, matrixProducts()));
    }

    @Override
    public FeatureExtractor extractor(NetworkGraph front, Weights weights) throws EngineException {
        weights.requireFit(front);
        return build(front, manager -> new PyTorchExtractor(front, weights, manager, matrixProducts()));
    }

    @Override
    public void setYielding(boolean on) {
        if (device.kind() == Device.Kind.CPU) {
            yielding.set(on);
        }
    }

    private void workInParallel() {
        try (NDManager manager = torch.newBaseManager(ai.djl.Device.cpu())) {
            manager.ones(new Shape(PARALLEL_LENGTH)).addi(1);
        }
    }

    private boolean matrixProducts() {
        return way != Way.DIRECT;
    }

    private <T> T build(NetworkGraph graph, Function<NDManager, T> network) throws EngineException {
        return PyTorchRuntime.FAILURES.guard(
                Sentence.of("problem.engine.task.build", graph.spec().variant()), () -> {
                    NDManager manager = torch.newBaseManager(
                            device.kind() == Device.Kind.CUDA ? ai.djl.Device.gpu(0) : ai.djl.Device.cpu());
                    try {
                        return network.apply(manager);
                    } catch (RuntimeException | OutOfMemoryError e) {
                        manager.close();
                        throw e;
                    }
                });
    }
}
