package org.resnetstudio.training;

import java.io.IOException;
import java.util.function.Consumer;
import org.resnetstudio.engine.Engine;
import org.resnetstudio.engine.EngineException;
import org.resnetstudio.engine.TrainableNetwork;
import org.resnetstudio.image.BatchBuffers;
import org.resnetstudio.image.BatchPipeline;
import org.resnetstudio.image.Normalization;
import org.resnetstudio.job.TrainingConfig;
import org.resnetstudio.network.NetworkGraph;
import org.resnetstudio.runs.Checkpoint;
import org.resnetstudio.weights.Weights;

/** Trains for a {@link RateSweep} with the settings of a run, and keeps nothing of it. */
final class RateFinder {
    private final Engine engine;
    private final TrainingControl control;
    private final int loadingThreads;

    /** @param control a stop ends the sweep where it is */
    RateFinder(Engine engine, TrainingControl control, int loadingThreads) {
        this.engine = engine;
        this.control = control;
        this.loadingThreads = loadingThreads;
    }

    /**
     * Sweeps.
     *
     * @param weights that the run would begin with
     * @param listener hears of each update
     */
    RateSweep sweep(
            NetworkGraph graph,
            TrainingConfig config,
            TrainingPictures pictures,
            Normalization normalization,
            Weights weights,
            Consumer<RateSweep.Point> listener)
            throws EngineException, IOException {
        RateSweep sweep = new RateSweep();
        RecipeSteps steps =
                new RecipeSteps(config, pictures, graph.spec().input().classes());
        BatchBuffers buffers = pictures.buffers(config.batchSize());
        Checkpoint.Position position = Checkpoint.Position.START;
        try (TrainableNetwork network = TrainingLoop.build(engine, graph, config, 0, weights)) {
            while (sweep.goesOn() && !control.stopRequested()) {
                int number = 0;
                try (BatchPipeline batches =
                        pictures.training(buffers, position, config, normalization, loadingThreads)) {
                    while (batches.hasNext() && sweep.goesOn() && !control.stopRequested()) {
                        double rate = sweep.nextRate();
                        listener.accept(sweep.add(steps.step(network, batches.next(), position.epoch(), number++, rate)
                                .loss()));
                    }
                }
                position = position.afterEpoch(position.best(), position.improvement(), position.plateau());
            }
        }
        return sweep;
    }
}
