package org.resnetstudio.engine.dl4j;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.resnetstudio.engine.BatchCheck;
import org.resnetstudio.engine.DropoutMasks;
import org.resnetstudio.engine.EngineException;
import org.resnetstudio.engine.LossFunction;
import org.resnetstudio.engine.OptimizerSettings;
import org.resnetstudio.engine.TrainableNetwork;
import org.resnetstudio.image.Batch;
import org.resnetstudio.network.NetworkGraph;
import org.resnetstudio.network.Operation;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.weights.Weights;

/** A Deeplearning4j graph with an update rule of our own. */
final class Dl4jNetwork implements TrainableNetwork {
    private final NetworkGraph network;
    private final boolean vectors;
    private final ComputationGraph graph;
    private final AtomicReference<DropoutMasks> masks = new AtomicReference<>();
    private final BatchLoss loss;
    private final ParameterLayout layout;
    private final UpdateRule rule;
    private final INDArray parameters;
    private final INDArray gradients;
    /** Of the parts before the present one; null until there is a second one. */
    private INDArray sum;

    /** Since the last update. */
    private int parts;

    /** What is done at present, as failures say it. */
    private Sentence task;

    /** Pairs of views that span one batch norm's running mean and variance: in the parameters, and in the gradients. */
    private final List<INDArray[]> statistics = new ArrayList<>();

    Dl4jNetwork(NetworkGraph network, Weights weights, OptimizerSettings optimizer, boolean fused) {
        this.network = network;
        this.vectors = network.input().operation() instanceof Operation.VectorInput;
        this.graph =
                new ComputationGraph(new GraphCompiler(network, new BatchLoss(), fused, Optional.of(masks)).compile());
        graph.init();
        graph.initGradientsView();
        // the graph works on a copy of its configuration, and so on a copy of the loss
        this.loss =
                (BatchLoss) ((BaseOutputLayer) graph.getOutputLayer(0).conf().getLayer()).getLossFn();
        this.layout = ParameterLayout.of(network, graph);
        this.rule = UpdateRule.of(optimizer, layout);
        this.parameters = graph.params().reshape(graph.params().length());
        this.gradients = graph.getFlattenedGradients().reshape(parameters.length());
        for (ParameterLayout.Slice place : layout.places()) {
            if (!place.tensor().role().trainable()) {
                int end = place.offset() + place.length();
                statistics.add(new INDArray[] {
                    ParameterLayout.view(parameters, place.offset(), end),
                    ParameterLayout.view(gradients, place.offset(), end)
                });
            }
        }
        setWeights(weights);
    }

    /** The compiled graph, for tests that look at its layers. */
    ComputationGraph graph() {
        return graph;
    }

    @Override
    public StepResult accumulate(Batch part, LossFunction wanted) throws EngineException {
        BatchCheck.requirePictures(network, part);
        BatchCheck.requireLoss(network, part, wanted);
        int before = parts;
        parts = 0; // so that none are left after a failure
        task = Sentence.of("problem.engine.task.train", BatchCheck.describe(part));
        return Nd4jRuntime.FAILURES.guard(task, () -> {
            if (before > 0) {
                keepSum();
            }
            graph.setInputs(Arrays2d.images(part, vectors));
            // Deeplearning4j asks for some; the loss has its own
            graph.setLabels(Nd4j.zeros(part.count(), network.spec().outputs()));
            loss.follow(wanted);
            masks.set(new DropoutMasks(part, rule.steps));
            graph.computeGradientAndScore();
            followStatistics();
            if (before > 0) {
                gradients.addi(sum);
            }
            parts = before + 1;
            return loss.result();
        });
    }

    /** The graph overwrites its gradients at every pass. */
    private void keepSum() {
        if (sum == null) {
            sum = gradients.dup();
        } else {
            sum.assign(gradients);
        }
    }

    @Override
    public void update(double learningRate) throws EngineException {
        BatchCheck.requireGradients(parts);
        parts = 0;
        Nd4jRuntime.FAILURES.guard(task, () -> {
            rule.update(parameters, gradients, learningRate);
            return null;
        });
    }

    /** Deeplearning4j passes the change of running statistics as a gradient that is to be subtracted as it is. */
    private void followStatistics() {
        for (INDArray[] pair : statistics) {
            pair[0].subi(pair[1]);
            pair[1].assign(0);
        }
    }

    @Override
    public float[][] predict(Batch batch) throws EngineException {
        BatchCheck.requirePictures(network, batch);
        return Nd4jRuntime.FAILURES.guard(
                Sentence.of("problem.engine.task.classify", BatchCheck.describe(batch)),
                () -> Arrays2d.probabilities(graph.outputSingle(false, Arrays2d.images(batch, vectors))));
    }

    @Override
    public Weights weights() {
        return new Weights(layout.read(parameters, ""));
    }

    @Override
    public void setWeights(Weights weights) {
        weights.requireFit(network);
        layout.write(weights, "", parameters);
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
        rule.close();
        graph.close();
    }
}
