package org.resnetstudio.engine.dl4j;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.Optional;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.impl.LossBinaryXENT;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.resnetstudio.engine.EngineException;
import org.resnetstudio.files.AtomicFile;
import org.resnetstudio.image.Batch;
import org.resnetstudio.network.Head;
import org.resnetstudio.network.NetworkGraph;
import org.resnetstudio.network.Node;
import org.resnetstudio.network.Operation;
import org.resnetstudio.problem.InvalidValueException;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.weights.Weights;

/**
 * Deeplearning4j's own model file: a zip that {@code ModelSerializer.restoreComputationGraph} and {@code ComputationGraph.load} read
 * in any program with Deeplearning4j 1.0.0-M2.1, since it holds standard layers alone. Its input is {@code [batch, 3, height, width]},
 * normalised as in training; its output the class probabilities, or one sigmoid column.
 */
public final class Dl4jModelFile {
    private Dl4jModelFile() {}

    /**
     * Writes a network with its weights; an existing file is replaced.
     *
     * @throws IOException if the file cannot be written
     * @throws EngineException if Deeplearning4j cannot hold the network
     * @throws IllegalArgumentException if the weights do not fit the graph
     */
    public static void write(NetworkGraph graph, Weights weights, Path file) throws IOException, EngineException {
        weights.requireFit(graph);
        Optional<Sentence> obstacle = obstacle(graph);
        if (obstacle.isPresent()) {
            throw new InvalidValueException(obstacle.get());
        }
        Nd4jRuntime.start();
        ComputationGraph compiled = Nd4jRuntime.FAILURES.guard(
                Sentence.of("problem.engine.task.write", file), () -> compile(graph, weights));
        AtomicFile.write(
                file, channel -> ModelSerializer.writeModel(compiled, Channels.newOutputStream(channel), false));
    }

    /** Why Deeplearning4j's standard layers cannot hold a network, in a sentence; empty if they can. Loads no native library. */
    static Optional<Sentence> obstacle(NetworkGraph graph) {
        for (Node node : graph.nodes()) {
            if (node.operation() instanceof Operation.Convolution convolution && convolution.groups() > 1) {
                return Optional.of(Sentence.of("problem.engine.dl4j.groups", node.name(), convolution.groups()));
            }
        }
        try {
            standardLayers(graph).compile();
            return Optional.empty();
        } catch (InvalidValueException e) {
            return Optional.of(e.sentence());
        }
    }

    /**
     * The weights in a file that {@link #write} made for the same network.
     *
     * @throws IOException if the file cannot be read
     * @throws EngineException if it holds another network
     */
    public static Weights read(NetworkGraph graph, Path file) throws IOException, EngineException {
        ComputationGraph compiled = load(file);
        return Nd4jRuntime.FAILURES.guard(
                Sentence.of("problem.engine.task.read", file),
                () -> new Weights(ParameterLayout.of(graph, compiled).read(compiled.params(), "")));
    }

    /**
     * Class probabilities that Deeplearning4j computes from such a file: {@code [count][classes]}; a sigmoid gives two columns.
     *
     * @throws IOException if the file cannot be read
     * @throws EngineException if the memory does not suffice
     */
    public static float[][] predict(Path file, Batch batch) throws IOException, EngineException {
        ComputationGraph compiled = load(file);
        return Nd4jRuntime.FAILURES.guard(
                Sentence.of("problem.engine.task.classify", Sentence.of("problem.engine.pictures", batch.count())),
                () -> Arrays2d.probabilities(compiled.outputSingle(false, Arrays2d.images(batch, false))));
    }

    private static ComputationGraph load(Path file) throws IOException {
        Nd4jRuntime.start();
        return ModelSerializer.restoreComputationGraph(file.toFile(), false);
    }

    private static GraphCompiler standardLayers(NetworkGraph graph) {
        boolean sigmoid = graph.spec().head().output() == Head.Output.SIGMOID;
        return new GraphCompiler(graph, sigmoid ? new LossBinaryXENT() : new LossMCXENT(), false, Optional.empty());
    }

    /** The network in standard layers, ready to use. */
    static ComputationGraph compile(NetworkGraph graph, Weights weights) {
        ComputationGraph compiled = new ComputationGraph(standardLayers(graph).compile());
        compiled.init();
        INDArray flat = compiled.params();
        ParameterLayout.of(graph, compiled).write(weights, "", flat);
        return compiled;
    }
}
