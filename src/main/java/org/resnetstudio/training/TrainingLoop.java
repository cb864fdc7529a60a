package org.resnetstudio.training;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.resnetstudio.augmentation.Augmentations;
import org.resnetstudio.dataset.Split;
import org.resnetstudio.engine.Engine;
import org.resnetstudio.engine.EngineException;
import org.resnetstudio.engine.FrozenNetwork;
import org.resnetstudio.engine.TrainableNetwork;
import org.resnetstudio.evaluation.ConfusionMatrix;
import org.resnetstudio.evaluation.Evaluation;
import org.resnetstudio.image.Batch;
import org.resnetstudio.image.BatchBuffers;
import org.resnetstudio.image.BatchPipeline;
import org.resnetstudio.image.Normalization;
import org.resnetstudio.job.TrainingConfig;
import org.resnetstudio.network.NetworkGraph;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.runs.BestSoFar;
import org.resnetstudio.runs.Checkpoint;
import org.resnetstudio.runs.Checkpoints;
import org.resnetstudio.runs.EpochFigures;
import org.resnetstudio.runs.RunFolder;
import org.resnetstudio.runs.TrainingEvent;
import org.resnetstudio.runs.TrainingException;
import org.resnetstudio.weights.Tensor;
import org.resnetstudio.weights.Weights;

/** The epochs of one run. Used once, by one thread. */
final class TrainingLoop {
    private final RunFolder run;
    private final TrainingConfig config;
    private final NetworkGraph graph;
    private final TrainingPictures pictures;
    private final Engine engine;
    private final TrainingControl control;
    private final int loadingThreads;
    private final List<LoopListener> listeners;
    private final Normalization normalization;
    private final Augmentations augmentation;
    private final BatchBuffers buffers;
    private final int batchesPerEpoch;

    private TrainableNetwork network;
    private Checkpoint.Position position;
    private double learningRate;
    private double imagesPerSecond;
    /** How long the present epoch was paused. */
    private long pausedNanos;

    /**
     * What comes from outside.
     *
     * @param loadingThreads that make batches
     * @param control asked before each batch
     */
    record Outside(int loadingThreads, TrainingControl control) {}

    TrainingLoop(
            RunFolder run,
            NetworkGraph graph,
            TrainingPictures pictures,
            Engine engine,
            Outside outside,
            List<LoopListener> listeners) {
        this.run = run;
        this.config = run.record().config();
        this.graph = graph;
        this.pictures = pictures;
        this.engine = engine;
        this.control = outside.control();
        this.loadingThreads = outside.loadingThreads();
        this.listeners = List.copyOf(listeners);
        this.normalization = run.record().normalization();
        this.augmentation = config.preparation().augmentations();
        this.buffers = pictures.buffers(config.batchSize());
        this.batchesPerEpoch = pictures.batchesPerEpoch(buffers.batchSize());
    }

    /** Trains from a checkpoint, whose optimizer is null at the very beginning, to the end or a stop. */
    TrainingEvent.Finished run(Checkpoint checkpoint, long startNanos)
            throws TrainingException, EngineException, IOException {
        position = checkpoint.position();
        network = build(checkpoint.weights());
        try {
            if (checkpoint.optimizer() != null && !unfreezesNow()) {
                network.setOptimizerState(checkpoint.optimizer());
            }
            TrainingEvent.Started started = started();
            for (LoopListener listener : listeners) {
                listener.begins(started);
            }
            while (position.epoch() < config.epochs()) {
                if (!trainEpoch()) {
                    stopInside();
                    return finished(TrainingEvent.Outcome.STOPPED, position, Optional.empty(), run.path(), startNanos);
                }
                finishEpoch();
                if (unfreezesNow() && position.epoch() < config.epochs()) {
                    rebuild();
                }
            }
            return finished(TrainingEvent.Outcome.COMPLETED, position, test(), run.path(), startNanos);
        } finally {
            if (network != null) {
                network.close();
            }
        }
    }

    /** Goes on with the same weights in a network that learns otherwise; the former one makes room for it first. */
    private void rebuild() throws EngineException {
        Weights weights = network.weights();
        TrainableNetwork former = network;
        network = null;
        former.close();
        network = build(weights);
    }

    /** Whether the next batch is the first one that everything learns from. */
    private boolean unfreezesNow() {
        return position.batch() == 0 && config.transfer().unfreezesAt(position.epoch());
    }

    /** The network as it learns in the present epoch. */
    private TrainableNetwork build(Weights weights) throws EngineException {
        int frozen = config.transfer().frozenAt(position.epoch());
        return frozen == 0
                ? engine.create(graph, weights, config.optimizer())
                : FrozenNetwork.create(
                        engine,
                        graph,
                        weights,
                        config.optimizer(),
                        new FrozenNetwork.Freezing(
                                frozen,
                                config.transfer().cachedVariants(),
                                Runtime.getRuntime().maxMemory() / 4));
    }

    private long trainedParameters() {
        int frozen = config.transfer().frozenAt(position.epoch());
        return (frozen == 0 ? graph : graph.split(frozen).back()).trainableParameters();
    }

    private TrainingEvent.Started started() {
        return new TrainingEvent.Started(
                System.currentTimeMillis(),
                graph.spec().variant(),
                run.record().classes(),
                pictures.count(Split.TRAIN),
                pictures.count(Split.VALIDATION),
                config.epochs(),
                batchesPerEpoch,
                position.epoch() + 1,
                engine.description(),
                engine.device().name(),
                trainedParameters());
    }

    /** Trains the rest of the epoch; false if somebody stopped it. */
    private boolean trainEpoch() throws TrainingException, EngineException, IOException {
        int epoch = position.epoch() + 1;
        BatchPipeline.Settings settings = new BatchPipeline.Settings(
                augmentation,
                normalization,
                config.seed(),
                config.transfer().variantAt(position.epoch()),
                loadingThreads);
        long startNanos = System.nanoTime();
        int samplesNow = 0;
        pausedNanos = 0;
        try (BatchPipeline batches = pictures.training(buffers, position, settings)) {
            while (batches.hasNext()) {
                if (!mayGoOn()) {
                    return false;
                }
                Batch batch = batches.next();
                learningRate = rate();
                TrainableNetwork.StepResult step = network.step(batch, learningRate);
                requireFinite(step.loss());
                samplesNow += batch.count();
                imagesPerSecond = samplesNow / ((System.nanoTime() - startNanos - pausedNanos) / 1e9);
                position = position.afterBatch(position.partial().plus(batch.count(), step.loss(), step.correct()));
                TrainingEvent.BatchDone done = new TrainingEvent.BatchDone(
                        System.currentTimeMillis(),
                        epoch,
                        position.batch(),
                        step.loss(),
                        (double) step.correct() / batch.count(),
                        learningRate,
                        imagesPerSecond);
                for (LoopListener listener : listeners) {
                    listener.batch(done, batchesPerEpoch);
                }
            }
        }
        return true;
    }

    /** The learning rate of the next batch: as the run's settings have it, or from where somebody set it on as much higher or lower. */
    private double rate() {
        if (position.rateFactor().isPresent()) {
            return warmedUpRate() * position.rateFactor().getAsDouble();
        }
        return config.schedule().at(iteration(), batchesPerEpoch, config.epochs())
                * config.transfer().rateAt(position.epoch());
    }

    /** What a rate that is set is measured against: it ends the warm-up, behind which it can only fall. */
    private double warmedUpRate() {
        return config.schedule().warmedUp(iteration(), batchesPerEpoch, config.epochs())
                * config.transfer().rateAt(position.epoch());
    }

    private long iteration() {
        return (long) position.epoch() * batchesPerEpoch + position.batch();
    }

    /** Does what is asked for before the next batch, and waits as long as the run is paused; false to stop. */
    private boolean mayGoOn() throws TrainingException, EngineException, IOException {
        long pausedSince = 0;
        while (true) {
            boolean stop = control.stopRequested();
            obey(control.take()); // with what was asked for before the stop, for whoever resumes
            if (stop) {
                return false;
            }
            if (!control.paused()) {
                if (pausedSince != 0) {
                    pausedNanos += System.nanoTime() - pausedSince;
                    tell(TrainingEvent.Controlled.Action.CONTINUED, OptionalDouble.empty());
                }
                return true;
            }
            if (pausedSince == 0) {
                pausedSince = System.nanoTime();
                tell(TrainingEvent.Controlled.Action.PAUSED, OptionalDouble.empty());
            }
            try {
                control.awaitRequest();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }

    private void obey(TrainingControl.Requests asked) throws TrainingException, EngineException, IOException {
        if (asked.learningRate().isPresent()) {
            position = position.withRateFactor(asked.learningRate().getAsDouble() / warmedUpRate());
        }
        // A run that is cut off now has to go on with the rate that it was given.
        if (asked.checkpoint() || asked.learningRate().isPresent()) {
            keepInside();
        }
        if (asked.learningRate().isPresent()) {
            tell(TrainingEvent.Controlled.Action.LEARNING_RATE, asked.learningRate());
        }
    }

    private void tell(TrainingEvent.Controlled.Action action, OptionalDouble rate) throws IOException {
        TrainingEvent.Controlled event = new TrainingEvent.Controlled(
                System.currentTimeMillis(), position.epoch() + 1, position.batch(), action, rate);
        for (LoopListener listener : listeners) {
            listener.controlled(event);
        }
    }

    /** Validates, and lets the epoch be kept and told. */
    private void finishEpoch() throws TrainingException, EngineException, IOException {
        int epoch = position.epoch() + 1;
        Checkpoint.Partial training = position.partial();
        Weights weights = network.weights();
        requireFinite(weights);
        Evaluation validation = evaluate(Split.VALIDATION);
        TrainingEvent.EpochDone done = new TrainingEvent.EpochDone(
                System.currentTimeMillis(),
                epoch,
                training.meanLoss(),
                training.accuracy(),
                validation.loss().orElse(Double.NaN),
                validation.accuracy().orElse(Double.NaN),
                learningRate,
                imagesPerSecond,
                validation.confusionMatrix());
        requireFinite(validation.loss().orElse(training.meanLoss()));
        BestSoFar best = position.best().with(EpochFigures.of(done));
        position = position.afterEpoch(best);
        LoopListener.EpochEnd end = new LoopListener.EpochEnd(
                done, new Checkpoint(position, weights, network.optimizerState()), best.epoch() == epoch);
        for (LoopListener listener : listeners) {
            listener.epoch(end);
        }
    }

    /** The finished batches of the unfinished epoch are kept. */
    private void stopInside() throws TrainingException, EngineException, IOException {
        if (position.batch() > 0) {
            keepInside();
        }
    }

    private void keepInside() throws TrainingException, IOException, EngineException {
        Weights weights = network.weights();
        requireFinite(weights);
        Checkpoint inside = new Checkpoint(position, weights, network.optimizerState());
        for (LoopListener listener : listeners) {
            listener.inside(inside);
        }
    }

    private Evaluation evaluate(Split split) throws EngineException {
        Evaluation.Builder evaluation = new Evaluation.Builder(run.record().classes());
        if (pictures.count(split) == 0) {
            return evaluation.build();
        }
        try (BatchPipeline batches = pictures.plain(split, buffers, normalization, loadingThreads)) {
            while (batches.hasNext()) {
                Batch batch = batches.next();
                float[][] probabilities = network.predict(batch);
                for (int i = 0; i < batch.count(); i++) {
                    evaluation.add(batch.sampleIndices()[i], batch.labels()[i], probabilities[i]);
                }
            }
        }
        return evaluation.build();
    }

    private Optional<ConfusionMatrix> test() throws TrainingException, EngineException {
        if (pictures.count(Split.TEST) == 0) {
            return Optional.empty();
        }
        network.setWeights(run.checkpoints().readWeights(Checkpoints.Kind.BEST));
        return Optional.of(evaluate(Split.TEST).confusionMatrix());
    }

    /**
     * The end of a run that did not fail.
     *
     * @param position where it stands
     * @param test of the best checkpoint on the test pictures; empty where that was not measured
     * @param folder of the run
     */
    static TrainingEvent.Finished finished(
            TrainingEvent.Outcome outcome,
            Checkpoint.Position position,
            Optional<ConfusionMatrix> test,
            Path folder,
            long startNanos) {
        BestSoFar best = position.best();
        return new TrainingEvent.Finished(
                System.currentTimeMillis(),
                outcome,
                position.epoch(),
                best.epoch(),
                best.validationAccuracy(),
                test.map(ConfusionMatrix::accuracy).orElse(OptionalDouble.empty()),
                new TrainingEvent.MeanRecall(
                        best.meanRecall(), test.map(ConfusionMatrix::meanRecall).orElse(OptionalDouble.empty())),
                folder.toString(),
                (System.nanoTime() - startNanos) / 1e9);
    }

    private void requireFinite(Weights weights) throws TrainingException {
        for (Tensor tensor : weights.tensors().values()) {
            for (float value : tensor.values()) {
                if (!Float.isFinite(value)) {
                    throw diverged();
                }
            }
        }
    }

    private void requireFinite(double loss) throws TrainingException {
        if (!Double.isFinite(loss)) {
            throw diverged();
        }
    }

    private TrainingException diverged() {
        return new TrainingException(Sentence.of("problem.training.diverged", position.epoch() + 1, lowerRate()));
    }

    /** A tenth of the present one, in one significant digit. */
    private String lowerRate() {
        return BigDecimal.valueOf(config.schedule().learningRate() / 10)
                .round(new MathContext(1))
                .stripTrailingZeros()
                .toPlainString();
    }
}
