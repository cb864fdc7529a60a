package org.resnetstudio.training;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.ArrayList;
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
import org.resnetstudio.runs.Changes;
import org.resnetstudio.runs.Checkpoint;
import org.resnetstudio.runs.Checkpoints;
import org.resnetstudio.runs.EpochFigures;
import org.resnetstudio.runs.RunFolder;
import org.resnetstudio.runs.RunRequest;
import org.resnetstudio.runs.TrainingEvent;
import org.resnetstudio.runs.TrainingException;
import org.resnetstudio.weights.Tensor;
import org.resnetstudio.weights.Weights;

/** The epochs of one run. Used once, by one thread. */
final class TrainingLoop {
    private static final double NANOS_PER_MINUTE = 60e9;
    /** In nats, for one batch: guessing among a million classes gives 14, and a network that begins badly some hundred. */
    private static final double EXPLODED_LOSS = 1e4;

    private final RunFolder run;
    private final TrainingConfig config;
    private final NetworkGraph graph;
    private final TrainingPictures pictures;
    private final Engine engine;
    private final TrainingControl control;
    private final int loadingThreads;
    private final List<LoopListener> listeners;
    private final Normalization normalization;
    private final BatchBuffers buffers;
    private final int batchesPerEpoch;

    private final RecipeSteps steps;
    private final WeightAverage average;

    private TrainableNetwork network;
    private Checkpoint.Position position;
    private double learningRate;
    private double imagesPerSecond;
    private long lastKeptNanos;
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
        this.buffers = pictures.buffers(config.batchSize());
        this.steps = new RecipeSteps(config, pictures, run.record().classes().size());
        this.average = new WeightAverage(config.recipe().averaging());
        this.batchesPerEpoch = pictures.batchesPerEpoch(buffers.batchSize());
    }

    /** Trains from a checkpoint, whose optimizer is null at the very beginning, to the end or a stop. */
    TrainingEvent.Finished run(Checkpoint checkpoint, long startNanos)
            throws TrainingException, EngineException, IOException {
        position = checkpoint.position();
        checkpoint.average().ifPresent(average::restore);
        network = build(checkpoint.weights());
        try {
            if (checkpoint.optimizer() != null && !unfreezesNow()) {
                network.setOptimizerState(checkpoint.optimizer());
            }
            TrainingEvent.Started started = started();
            for (LoopListener listener : listeners) {
                listener.begins(started);
            }
            lastKeptNanos = System.nanoTime();
            obey(control.take()); // more epochs for a run that has done all that it had
            while (!isDone(config, position)) {
                if (!trainEpoch()) {
                    stopInside();
                    return stopped(position, run.path(), startNanos);
                }
                finishEpoch();
                if (unfreezesNow() && !isDone(config, position)) {
                    rebuild();
                }
            }
            return completed(test(), startNanos);
        } finally {
            if (network != null) {
                network.close();
            }
        }
    }

    /** Whether nothing is left to train: every epoch was, or the run has stopped learning. */
    static boolean isDone(TrainingConfig config, Checkpoint.Position position) {
        return position.epoch() >= position.changes().epochs(config) || endedEarly(config, position);
    }

    private static boolean endedEarly(TrainingConfig config, Checkpoint.Position position) {
        return position.epoch() < position.changes().epochs(config)
                && position.batch() == 0
                && position.improvement().exhausts(position.changes().earlyStopping(config));
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

    private TrainableNetwork build(Weights weights) throws EngineException {
        return build(engine, graph, config, position.epoch(), weights);
    }

    /** The network as it learns in an epoch, 0-based. */
    static TrainableNetwork build(Engine engine, NetworkGraph graph, TrainingConfig config, int epoch, Weights weights)
            throws EngineException {
        int frozen = config.transfer().frozenAt(epoch);
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
                epochs(),
                batchesPerEpoch,
                position.epoch() + 1,
                engine.description(),
                engine.device().name(),
                trainedParameters());
    }

    /** Trains the rest of the epoch; false if somebody stopped it. */
    private boolean trainEpoch() throws TrainingException, EngineException, IOException {
        int epoch = position.epoch() + 1;
        long startNanos = System.nanoTime();
        int samplesNow = 0;
        pausedNanos = 0;
        BatchPipeline batches = restOfEpoch();
        try {
            while (batches.hasNext()) {
                Augmentations before = augmentations();
                if (!mayGoOn()) {
                    return false;
                }
                if (!augmentations().equals(before)) {
                    batches.close(); // what was made ahead is made anew
                    batches = restOfEpoch();
                }
                Batch batch = batches.next();
                learningRate = rate();
                TrainableNetwork.StepResult step =
                        steps.step(network, batch, position.epoch(), position.batch(), learningRate);
                requireBounded(step.loss());
                if (averages()) {
                    average.add(network.weights());
                }
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
                if (batches.hasNext() && isTimeToKeep()) {
                    keepInside();
                }
            }
        } finally {
            batches.close();
        }
        return true;
    }

    /** The batches from the present position on, varied as somebody may have asked for meanwhile. */
    private BatchPipeline restOfEpoch() {
        return pictures.training(buffers, position, config, normalization, loadingThreads);
    }

    private Augmentations augmentations() {
        return position.changes().augmentations(config);
    }

    private boolean averages() {
        return config.recipe().averaging() > 0;
    }

    private boolean isTimeToKeep() {
        double minutes = config.keeping().minutes();
        return minutes > 0 && System.nanoTime() - lastKeptNanos >= minutes * NANOS_PER_MINUTE;
    }

    /** Of the whole run, as things stand now. */
    private int epochs() {
        return position.changes().epochs(config);
    }

    /** The learning rate of the next batch: as the run's settings have it, or from where somebody set it on as much higher or lower. */
    private double rate() {
        OptionalDouble factor = position.changes().rateFactor();
        if (factor.isPresent()) {
            return warmedUpRate() * factor.getAsDouble();
        }
        return config.schedule().at(iteration(), batchesPerEpoch, epochs()) * laterFactor();
    }

    /** What a rate that is set is measured against: it ends the warm-up, behind which it can only fall. */
    private double warmedUpRate() {
        return config.schedule().warmedUp(iteration(), batchesPerEpoch, epochs()) * laterFactor();
    }

    private double laterFactor() {
        return config.transfer().rateAt(position.epoch()) * position.plateau().factor(config.schedule());
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
                    tell(event(TrainingEvent.Controlled.Action.CONTINUED, OptionalDouble.empty()));
                }
                return true;
            }
            if (pausedSince == 0) {
                pausedSince = System.nanoTime();
                tell(event(TrainingEvent.Controlled.Action.PAUSED, OptionalDouble.empty()));
            }
            try {
                control.awaitRequest();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }

    private void obey(List<RunRequest> asked) throws TrainingException, EngineException, IOException {
        if (asked.isEmpty()) {
            return;
        }
        List<TrainingEvent.Controlled> effects = new ArrayList<>();
        for (RunRequest request : asked) {
            effect(request).ifPresent(effects::add);
        }
        // A run that is cut off now has to go on with what was changed.
        keepInside();
        for (TrainingEvent.Controlled effect : effects) {
            tell(effect);
        }
    }

    /** Does what is asked for; empty where a checkpoint is all of it. */
    private Optional<TrainingEvent.Controlled> effect(RunRequest request) throws IOException {
        Changes changes = position.changes();
        if (request instanceof RunRequest.LearningRate asked) {
            position = position.with(changes.withRateFactor(asked.rate() / warmedUpRate()));
            return Optional.of(event(TrainingEvent.Controlled.Action.LEARNING_RATE, OptionalDouble.of(asked.rate())));
        }
        if (request instanceof RunRequest.Epochs asked) {
            int epochs = Math.max(asked.epochs(), position.epoch() + 1);
            position = position.with(changes.withEpochs(epochs));
            return Optional.of(event(TrainingEvent.Controlled.Action.EPOCHS, OptionalDouble.of(epochs)));
        }
        if (request instanceof RunRequest.Patience asked) {
            position = position.with(changes.withPatience(asked.epochs()));
            return Optional.of(event(TrainingEvent.Controlled.Action.PATIENCE, OptionalDouble.of(asked.epochs())));
        }
        return request instanceof RunRequest.Augment asked ? varied(asked) : Optional.empty();
    }

    /** From the next batch on, unless features are kept of variants, which would go on coming again. */
    private Optional<TrainingEvent.Controlled> varied(RunRequest.Augment asked) throws IOException {
        if (config.transfer().keepsVariants(position.epoch())) {
            Sentence reason = Sentence.of("problem.training.augment-cached");
            for (LoopListener listener : listeners) {
                listener.refused(new TrainingEvent.Warning(System.currentTimeMillis(), reason));
            }
            return Optional.empty();
        }
        Augmentations next =
                Augmentations.parse(asked.augmentations(), graph.spec().input().imageSizePx());
        position = position.with(position.changes().withAugmentations(next));
        return Optional.of(new TrainingEvent.Controlled(
                System.currentTimeMillis(),
                position.epoch() + 1,
                position.batch(),
                TrainingEvent.Controlled.Action.AUGMENTATION,
                OptionalDouble.empty(),
                Optional.of(next.cliText())));
    }

    private TrainingEvent.Controlled event(TrainingEvent.Controlled.Action action, OptionalDouble value) {
        return new TrainingEvent.Controlled(
                System.currentTimeMillis(), position.epoch() + 1, position.batch(), action, value);
    }

    private void tell(TrainingEvent.Controlled event) throws IOException {
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
        Evaluation validation = averages() ? evaluateAverage(weights) : evaluate(Split.VALIDATION);
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
        EpochFigures figures = EpochFigures.of(done);
        BestSoFar best = position.best().with(figures);
        position = position.afterEpoch(
                best,
                position.improvement().with(figures, config.earlyStopping().measure()),
                position.plateau().with(figures, config.schedule()));
        LoopListener.EpochEnd end = new LoopListener.EpochEnd(done, checkpoint(weights), best.epoch() == epoch);
        for (LoopListener listener : listeners) {
            listener.epoch(end);
        }
        lastKeptNanos = System.nanoTime();
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
        Checkpoint inside = checkpoint(weights);
        for (LoopListener listener : listeners) {
            listener.inside(inside);
        }
        lastKeptNanos = System.nanoTime();
    }

    private Checkpoint checkpoint(Weights weights) {
        return new Checkpoint(position, weights, average.weights(), network.optimizerState());
    }

    /** Of the average, which is what is used; the network goes on with its own weights. */
    private Evaluation evaluateAverage(Weights own) throws EngineException {
        network.setWeights(average.weights().orElseThrow());
        Evaluation validation = evaluate(Split.VALIDATION);
        network.setWeights(own);
        return validation;
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

    private TrainingEvent.Finished completed(Optional<ConfusionMatrix> test, long startNanos) {
        return finished(
                TrainingEvent.Outcome.COMPLETED,
                position,
                test,
                new Ending(run.path(), startNanos, endedEarly(config, position)));
    }

    /** The end of a run that somebody stopped where it stands. */
    static TrainingEvent.Finished stopped(Checkpoint.Position position, Path folder, long startNanos) {
        return finished(
                TrainingEvent.Outcome.STOPPED, position, Optional.empty(), new Ending(folder, startNanos, false));
    }

    /** Where and how a run ended, and when it began. */
    private record Ending(Path folder, long startNanos, boolean early) {}

    private static TrainingEvent.Finished finished(
            TrainingEvent.Outcome outcome,
            Checkpoint.Position position,
            Optional<ConfusionMatrix> test,
            Ending ending) {
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
                ending.folder().toString(),
                (System.nanoTime() - ending.startNanos()) / 1e9,
                ending.early());
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

    /** Also of one that is finite as yet, but that no network has which learns. */
    private void requireBounded(double loss) throws TrainingException {
        requireFinite(loss);
        if (loss > EXPLODED_LOSS) {
            throw new TrainingException(
                    Sentence.of("problem.training.exploded", position.epoch() + 1, Math.rint(loss), lowerRate()));
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
