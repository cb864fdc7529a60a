package org.resnetstudio.engine.dl4j;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.resnetstudio.engine.Device;
import org.resnetstudio.engine.Engine;
import org.resnetstudio.engine.EngineException;
import org.resnetstudio.engine.FeatureExtractor;
import org.resnetstudio.engine.OptimizerSettings;
import org.resnetstudio.engine.TrainableNetwork;
import org.resnetstudio.engine.Way;
import org.resnetstudio.engine.Yielding;
import org.resnetstudio.network.NetworkGraph;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.weights.Weights;

/**
 * Trains with Deeplearning4j, on the processor or on the first graphics card. One seed gives the same
 * bits again as long as the number of OpenMP threads stays the same.
 *
 * <p>Running batch-norm variances follow the biased variance of each batch (divided by n), as Keras and Deeplearning4j do; PyTorch
 * follows the unbiased one (divided by n - 1).
 */
public final class Dl4jEngine implements Engine {
    /** Of a matrix that libnd4j works on with all its threads. */
    private static final int PARALLEL_LENGTH = 1 << 10;

    private final Device device;
    private final Way way;
    private final Yielding yielding = new Yielding(Dl4jProvider.NAME, Dl4jEngine::workInParallel);

    private Dl4jEngine(Device device, Way way) {
        this.device = device;
        this.way = way;
    }

    /** Loads ND4J; as {@link #create(Device.Kind, Way)} for a graphics card, directly. */
    public static Dl4jEngine create() throws EngineException {
        return create(Device.Kind.CUDA, Way.DIRECT);
    }

    /**
     * Loads ND4J, which takes one to four seconds.
     *
     * @param wanted {@code CUDA} takes the first graphics card if this build can compute on it, and else the processor; a process
     *     that has loaded ND4J stays with its first choice
     * @param way how to compute, one of {@link Dl4jProvider#ways}; a process that has loaded ND4J stays with its first choice here, too
     * @throws EngineException if its native library cannot be loaded on this machine
     */
    public static Dl4jEngine create(Device.Kind wanted, Way way) throws EngineException {
        if (way == Way.PLAIN) {
            Nd4jRuntime.leaveOneDnnOut();
        }
        Device device = Dl4jProbe.probe(wanted).device();
        return new Dl4jEngine(device, device.kind() == Device.Kind.CPU ? way : Way.DIRECT);
    }

    @Override
    public String name() {
        return Dl4jProvider.NAME;
    }

    @Override
    public String description() {
        return Dl4jProvider.TITLE + " " + Dl4jProbe.VERSION;
    }

    @Override
    public Device device() {
        return device;
    }

    @Override
    public Way way() {
        return way;
    }

    @Override
    public void setYielding(boolean on) {
        if (device.kind() == Device.Kind.CPU) {
            yielding.set(on);
        }
    }

    private static void workInParallel() {
        try (INDArray matrix = Nd4j.ones(PARALLEL_LENGTH, PARALLEL_LENGTH)) {
            matrix.addi(1);
        }
    }

    @Override
    public TrainableNetwork create(NetworkGraph graph, Weights weights, OptimizerSettings optimizer)
            throws EngineException {
        weights.requireFit(graph);
        return Nd4jRuntime.FAILURES.guard(
                Sentence.of("problem.engine.task.build", graph.spec().variant()),
                () -> new Dl4jNetwork(graph, weights, optimizer, Nd4jRuntime.onCpu()));
    }

    @Override
    public FeatureExtractor extractor(NetworkGraph front, Weights weights) throws EngineException {
        weights.requireFit(front);
        return Nd4jRuntime.FAILURES.guard(
                Sentence.of("problem.engine.task.build", front.spec().variant()),
                () -> new Dl4jExtractor(front, weights, Nd4jRuntime.onCpu()));
    }
}
