package org.resnetstudio.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.resnetstudio.dataset.Dataset;
import org.resnetstudio.dataset.Split;
import org.resnetstudio.engine.Engine;
import org.resnetstudio.engine.EngineException;
import org.resnetstudio.image.KnownContents;
import org.resnetstudio.image.Normalization;
import org.resnetstudio.image.NormalizationKind;
import org.resnetstudio.image.UnreadableFile;
import org.resnetstudio.job.TrainingConfig;
import org.resnetstudio.network.NetworkGraph;
import org.resnetstudio.network.ResNetSpec;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.runs.Checkpoint;
import org.resnetstudio.runs.Checkpoints;
import org.resnetstudio.runs.RunFolder;
import org.resnetstudio.runs.RunLock;
import org.resnetstudio.runs.RunRecord;
import org.resnetstudio.runs.RunSamples;
import org.resnetstudio.runs.TrainerEnding;
import org.resnetstudio.runs.TrainingEvent;
import org.resnetstudio.runs.TrainingException;
import org.resnetstudio.weights.Safetensors;
import org.resnetstudio.weights.WeightInitializer;
import org.resnetstudio.weights.Weights;

/**
 * Trains: prepares the pictures, makes the run's folder and goes through the epochs, or goes on where a run was stopped or cut off.
 * The same seed gives the same numbers, bit for bit, whatever the number of loading threads, and so does a run that was resumed.
 *
 * <p>A stop takes effect after the present batch and loses nothing: the checkpoint remembers the batch, and a resumed run goes on
 * with the next one.
 */
public final class Trainer {
    private static final long PREPARING_INTERVAL_MILLIS = 200;

    private final Engine engine;
    private final ModelWriter modelWriter;
    private final Resources resources;
    private final Consumer<TrainingEvent> listener;
    private final TrainingControl control;

    /**
     * How many threads work for a trainer.
     *
     * @param preparing that decode pictures before the training begins, at least 1
     * @param batches that make batches while the engine trains, at least 1
     * @param computing of the engine, at least 1
     */
    public record Threads(int preparing, int batches, int computing) {}

    /**
     * Where a trainer works.
     *
     * @param cacheFolder where prepared pictures are kept between runs; deletable at any time
     * @param contents what is known of the pictures' files
     * @param threads beside the one that trains
     * @param versions of the program's parts by name, for the run's record
     */
    public record Resources(Path cacheFolder, KnownContents contents, Threads threads, Map<String, String> versions) {
        public Resources {
            versions = Map.copyOf(versions);
        }
    }

    /** Which pictures of a run somebody left out of its dataset: lists of runs of former versions do not tell. */
    @FunctionalInterface
    public interface LeftOut {
        /** Their absolute paths without detours. */
        Set<Path> pictures() throws TrainingException, IOException;
    }

    /**
     * @param listener hears every event, on the thread that trains
     * @param control what is asked of the run from outside
     */
    public Trainer(
            Engine engine,
            ModelWriter modelWriter,
            Resources resources,
            Consumer<TrainingEvent> listener,
            TrainingControl control) {
        this.engine = engine;
        this.modelWriter = modelWriter;
        this.resources = resources;
        this.listener = listener;
        this.control = control;
    }

    /**
     * Starts a run and trains until it is complete or stopped.
     *
     * @return the last event
     * @throws TrainingException if the data or the folder do not do, or the training diverges
     * @throws EngineException if the engine fails
     * @throws IOException if the run cannot be written
     */
    public TrainingEvent.Finished start(TrainingJob job) throws TrainingException, EngineException, IOException {
        long startNanos = System.nanoTime();
        NetworkGraph graph = NetworkGraph.compile(job.network());
        RunFolder.requireFree(job.folder());
        try (RunLock lock = RunLock.take(job.folder());
                EventSink events = new EventSink(listener);
                TrainingPictures pictures = prepare(
                                RunSamples.takingPart(job.dataset()), job.network(), job.config(), events)
                        .renumbered()) {
            List<TrainingEvent.Warning> warnings = warnings(pictures, job.source());
            pictures.buffers(job.config().batchSize()); // refuses what no buffer holds while there is no run yet
            RunFolder run = RunFolder.create(lock.folder(), record(job, pictures));
            run.process().claim();
            try {
                RunSamples.write(pictures.dataset(), run.samples());
                if (job.pretrained().isPresent()) {
                    Safetensors.write(run.firstWeights(), job.pretrained().get().weights(), Map.of("format", "pt"));
                }
                Checkpoint first = beginning(graph, run);
                return train(run, events, new StartState(graph, pictures, first, warnings, startNanos));
            } finally {
                run.process().release();
            }
        } catch (CancellationException e) {
            return stoppedEarly(job.folder(), Checkpoint.Position.START, startNanos);
        }
    }

    /**
     * Tries rising learning rates with the settings and from the weights of a run, which is not begun: its folder is not looked at.
     *
     * @param updates hears of each update, on this thread
     * @return how far it came; less than a whole sweep where it was stopped
     * @throws TrainingException if there is nothing to train on
     * @throws EngineException if the engine fails
     * @throws IOException if pictures cannot be prepared
     */
    public RateSweep findRate(TrainingJob job, Consumer<RateSweep.Point> updates)
            throws TrainingException, EngineException, IOException {
        NetworkGraph graph = NetworkGraph.compile(job.network());
        try (EventSink events = new EventSink(listener);
                TrainingPictures pictures = prepare(
                                RunSamples.takingPart(job.dataset()), job.network(), job.config(), events)
                        .renumbered()) {
            for (TrainingEvent.Warning warning : warnings(pictures, job.source())) {
                events.emit(warning);
            }
            Weights weights = job.pretrained().isPresent()
                    ? job.pretrained().get().weights()
                    : WeightInitializer.initialize(graph, job.config().seed());
            return new RateFinder(engine, control, resources.threads().batches())
                    .sweep(graph, job.config(), pictures, normalization(job, pictures), weights, updates);
        } catch (CancellationException e) {
            return new RateSweep();
        }
    }

    private RunRecord record(TrainingJob job, TrainingPictures pictures) throws IOException {
        return new RunRecord(
                System.currentTimeMillis(),
                job.job(),
                job.dataset().classNames(),
                normalization(job, pictures),
                new RunRecord.DataSummary(
                        job.source(),
                        RunPictures.sha256(pictures),
                        pictures.count(Split.TRAIN),
                        pictures.count(Split.VALIDATION),
                        pictures.count(Split.TEST)),
                engine.name(),
                RunConditions.device(engine),
                engine.way().shortName(),
                resources.threads().computing(),
                resources.versions());
    }

    /** What people should know about the pictures of a run, where they do at all. */
    private static List<TrainingEvent.Warning> warnings(TrainingPictures pictures, String source)
            throws TrainingException {
        return DataCheck.check(pictures.dataset(), source, pictures.unreadable());
    }

    /**
     * Goes on with a run that was stopped or cut off, from its last checkpoint or, where it was cut off before the first,
     * from its beginning, with the settings and pictures that it was started with.
     *
     * @param leftOut asked only if the run's list holds other pictures than it was started with
     * @return the last event
     * @throws TrainingException if it is complete, at work, or cannot be read
     * @throws EngineException if the engine fails
     * @throws IOException if the run cannot be written
     */
    public TrainingEvent.Finished resume(RunFolder run, LeftOut leftOut)
            throws TrainingException, EngineException, IOException {
        long startNanos = System.nanoTime();
        try (RunLock lock = RunLock.take(run.path())) {
            if (run.process().isAlive()) {
                throw RunLock.atWork(lock.folder()); // one of a version that locks nothing
            }
            run.clearStopRequest();
            run.process().claim();
            try {
                return goOn(run, leftOut, startNanos);
            } finally {
                run.process().release();
            }
        }
    }

    /**
     * Refuses a run that is complete, before an engine is loaded for it. One that was cut off between its last epoch and its end is not:
     * its test is to be done yet. Nor is one that is to have more epochs.
     *
     * @param control what is asked of it
     * @throws TrainingException if it is, or how far it is cannot be read
     * @throws IOException if its events cannot be read
     */
    public static void requireUnfinished(RunFolder run, TrainingControl control) throws TrainingException, IOException {
        if (!run.checkpoints().isEmpty()) {
            requireUnfinished(run, run.checkpoints().readPosition(Checkpoints.Kind.LAST), control);
        }
    }

    private static void requireUnfinished(RunFolder run, Checkpoint.Position stand, TrainingControl control)
            throws TrainingException, IOException {
        TrainingConfig config = run.record().config();
        OptionalInt asked = control.epochsAsked();
        Checkpoint.Position position =
                asked.isPresent() ? stand.with(stand.changes().withEpochs(asked.getAsInt())) : stand;
        if (TrainingLoop.isDone(config, position) && run.completion().isPresent()) {
            int epochs = position.changes().epochs(config);
            throw new TrainingException(
                    position.epoch() >= epochs
                            ? Sentence.of("problem.training.all-done", run.path(), epochs)
                            : Sentence.of("problem.training.done-early", run.path(), position.epoch()));
        }
    }

    private TrainingEvent.Finished goOn(RunFolder run, LeftOut leftOut, long startNanos)
            throws TrainingException, EngineException, IOException {
        RunRecord record = run.record();
        NetworkGraph graph = NetworkGraph.compile(record.network());
        Checkpoints.Recovered recovered = run.checkpoints().isEmpty()
                ? new Checkpoints.Recovered(beginning(graph, run), Optional.empty())
                : run.checkpoints().recover();
        Checkpoint checkpoint = recovered.checkpoint();
        requireUnfinished(run, checkpoint.position(), control);
        Dataset dataset = run.dataset();
        try (EventSink events = new EventSink(listener);
                TrainingPictures listed = prepare(dataset, record.network(), record.config(), events)) {
            TrainingPictures pictures = RunPictures.asStarted(listed, record, leftOut);
            List<TrainingEvent.Warning> warnings = new ArrayList<>();
            recovered
                    .instead()
                    .ifPresent(
                            sentence -> warnings.add(new TrainingEvent.Warning(System.currentTimeMillis(), sentence)));
            RunConditions.differences(record, engine, resources.threads().computing())
                    .forEach(difference ->
                            warnings.add(new TrainingEvent.Warning(System.currentTimeMillis(), difference)));
            warnings.addAll(warnings(pictures, record.data().source()));
            return train(run, events, new StartState(graph, pictures, checkpoint, warnings, startNanos));
        } catch (CancellationException e) {
            return stoppedEarly(run.path(), checkpoint.position(), startNanos);
        }
    }

    private static Normalization normalization(TrainingJob job, TrainingPictures pictures) throws IOException {
        NormalizationKind kind = job.config().preparation().normalization();
        return kind == NormalizationKind.PRETRAINED
                ? job.pretrained().orElseThrow().normalization()
                : pictures.normalization(kind);
    }

    /** Where a run stands before its first batch: with weights that follow from the seed, or with those that it was given. */
    private static Checkpoint beginning(NetworkGraph graph, RunFolder run) throws IOException {
        TrainingConfig config = run.record().config();
        Weights weights = config.transfer().pretrained().isEmpty()
                ? WeightInitializer.initialize(graph, config.seed())
                : Safetensors.read(run.firstWeights()).weights();
        return new Checkpoint(Checkpoint.Position.START, weights, Optional.empty(), null);
    }

    /** What the loop begins with. */
    private record StartState(
            NetworkGraph graph,
            TrainingPictures pictures,
            Checkpoint checkpoint,
            List<TrainingEvent.Warning> warnings,
            long startNanos) {}

    private TrainingEvent.Finished train(RunFolder run, EventSink events, StartState beginning)
            throws TrainingException, EngineException, IOException {
        run.deleteLeftovers();
        events.logTo(run.eventLog().append());
        try {
            warn(run, events, beginning);
            TrainingLoop loop = new TrainingLoop(
                    run,
                    beginning.graph(),
                    beginning.pictures(),
                    engine,
                    new TrainingLoop.Outside(resources.threads().batches(), control),
                    RunListeners.of(run, beginning.graph(), modelWriter, events));
            TrainingEvent.Finished finished = loop.run(beginning.checkpoint(), beginning.startNanos());
            events.emit(finished);
            return finished;
        } catch (TrainingException | EngineException | IOException | RuntimeException | OutOfMemoryError e) {
            tellFailure(run, events, e);
            throw e;
        }
    }

    private static void warn(RunFolder run, EventSink events, StartState beginning) throws IOException {
        List<UnreadableFile> unreadable = beginning.pictures().unreadable();
        run.listUnreadable(unreadable);
        events.warnOfPictures(RunPictures.unreadable(unreadable), "problem.training.more-unreadable", run.unreadable());
        for (TrainingEvent.Warning warning : beginning.warnings()) {
            events.emit(warning);
        }
    }

    private static void tellFailure(RunFolder run, EventSink events, Throwable failure) {
        Sentence sentence = FailureSentence.of(failure)
                .orElseGet(() ->
                        Sentence.of("problem.training.unexpected", failure, TrainerEnding.remedy(Optional.of(run))));
        try {
            events.emit(new TrainingEvent.Failed(System.currentTimeMillis(), sentence));
        } catch (IOException e) {
            // The disk that failed the run may fail its log as well; the caller tells about the first failure.
            failure.addSuppressed(e);
        }
    }

    private TrainingPictures prepare(Dataset dataset, ResNetSpec network, TrainingConfig config, EventSink events)
            throws IOException {
        long[] told = {0};
        TrainingPictures pictures = TrainingPictures.prepare(
                dataset,
                new TrainingPictures.PictureSize(
                        network.input().imageSizePx(), config.preparation().resize()),
                new TrainingPictures.Loading(
                        resources.cacheFolder(),
                        resources.contents(),
                        resources.threads().preparing()),
                (done, total) -> {
                    long now = System.currentTimeMillis();
                    if (now - told[0] >= PREPARING_INTERVAL_MILLIS || done == total) {
                        told[0] = now;
                        events.tell(new TrainingEvent.Preparing(now, done, total));
                    }
                },
                control::stopRequested);
        if (control.stopRequested()) {
            pictures.close();
            throw new CancellationException("Somebody asked to stop before the training began.");
        }
        return pictures;
    }

    /** The end of a run that was stopped while its pictures were prepared: nothing was trained beyond where it stood. */
    private TrainingEvent.Finished stoppedEarly(Path folder, Checkpoint.Position position, long startNanos) {
        TrainingEvent.Finished finished = TrainingLoop.stopped(position, folder, startNanos);
        listener.accept(finished);
        return finished;
    }
}
