package org.resnetstudio.engine.dl4j;

import java.util.Optional;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.resnetstudio.engine.BatchCheck;
import org.resnetstudio.engine.EngineException;
import org.resnetstudio.engine.FeatureExtractor;
import org.resnetstudio.image.Batch;
import org.resnetstudio.network.NetworkGraph;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.weights.Weights;

/** The front part of a network as a Deeplearning4j graph that is only used. */
final class Dl4jExtractor implements FeatureExtractor {
    private final NetworkGraph network;
    private final ComputationGraph graph;

    Dl4jExtractor(NetworkGraph network, Weights weights, boolean fused) {
        this.network = network;
        this.graph =
                new ComputationGraph(new GraphCompiler(network, new BatchLoss(), fused, Optional.empty()).compile());
        graph.init();
        ParameterLayout.of(network, graph).write(weights, "", graph.params());
    }

    @Override
    public float[] features(Batch batch) throws EngineException {
        BatchCheck.requirePictures(network, batch);
        return Nd4jRuntime.FAILURES.guard(
                Sentence.of("problem.engine.task.look", BatchCheck.describe(batch)),
                () -> graph.outputSingle(false, Arrays2d.images(batch, false))
                        .dup('c')
                        .data()
                        .asFloat());
    }

    @Override
    public void close() {
        graph.close();
    }
}
