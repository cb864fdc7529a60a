package org.resnetstudio.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.resnetstudio.dataset.Dataset;
import org.resnetstudio.dataset.DatasetHash;
import org.resnetstudio.dataset.Split;
import org.resnetstudio.engine.Engine;
import org.resnetstudio.engine.EngineException;
import org.resnetstudio.image.Normalization;
import org.resnetstudio.image.NormalizationKind;
import org.resnetstudio.network.NetworkGraph;
import org.resnetstudio.network.ResNetSpec;
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
    private final Surroundings surroundings;
    private final Consumer<TrainingEvent> listener;
    private final BooleanSupplier stopRequested;

    /**
     * How many threads work for a trainer.
     *
     * @param preparing that decode pictures before the training begins, at least 1
     * @param batches that make batches while the engine trains, at least 1
     */
    public record Threads(int preparing, int batches) {}

    /**
     * Where a trainer works.
     *
     * @param cacheFolder where prepared pictures are kept between runs; deletable at any time
     * @param threads beside the one that trains
     * @param versions of the program's parts by name, for the run's record
     */
    public record Surroundings(Path cacheFolder, Threads threads, Map<String, String> versions) {
        public Surroundings {
            versions = Map.copyOf(versions);
        }
    }

    /**
     * @param listener hears every event, on the thread that trains
     * @param stopRequested asked at every batch
     */
    public Trainer(
            Engine engine,
            ModelWriter modelWriter,
            Surroundings surroundings,
            Consumer<TrainingEvent> listener,
            BooleanSupplier stopRequested) {
        this.engine = engine;
        this.modelWriter = modelWriter;
        this.surroundings = surroundings;
        this.listener = listener;
        this.stopRequested = stopRequested;
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
        boolean isNew = !Files.exists(job.folder());
        Files.createDirectories(job.folder());
        try (EventSink events = new EventSink(listener);
                TrainingPictures pictures = prepare(job.dataset(), job.network(), job.config(), events)) {
            List<String> warnings = DataCheck.check(pictures.dataset(), job.source());
            Normalization normalization = normalization(job, pictures);
            RunFolder run = RunFolder.create(
                    job.folder(),
                    new RunRecord(
                            System.currentTimeMillis(),
                            job.network(),
                            job.config(),
                            job.dataset().classNames(),
                            normalization,
                            summary(job, pictures),
                            engine.name(),
                            surroundings.versions()));
            RunSamples.write(pictures.dataset(), run.samples());
            if (job.pretrained().isPresent()) {
                Safetensors.write(run.firstWeights(), job.pretrained().get().weights(), Map.of("format", "pt"));
            }
            Checkpoint first = beginning(graph, run);
            return train(run, events, new Beginning(graph, pictures, first, warnings, startNanos));
        } catch (CancellationException e) {
            return stoppedEarly(job.folder(), startNanos);
        } catch (TrainingException | IOException | RuntimeException e) {
            if (isNew) {
                deleteIfEmpty(job.folder(), e);
            }
            throw e;
        }
    }

    /** Takes back a folder in which no run was made after all. */
    private static void deleteIfEmpty(Path folder, Exception failure) {
        try {
            Files.delete(folder);
        } catch (IOException e) {
            // Among others where it is not empty: what the run has got so far stays.
            failure.addSuppressed(e);
        }
    }

    /**
     * Goes on with a run that was stopped or cut off, from its last checkpoint or, where it was cut off before the first,
     * from its beginning, with the settings and pictures that it was started with.
     *
     * @return the last event
     * @throws TrainingException if it is complete, at work, or cannot be read
     * @throws EngineException if the engine fails
     * @throws IOException if the run cannot be written
     */
    public TrainingEvent.Finished resume(RunFolder run) throws TrainingException, EngineException, IOException {
        long startNanos = System.nanoTime();
        if (run.process().isAlive()) {
            throw new TrainingException("A trainer is at work on " + run.path() + " already: wait for it or stop it.");
        }
        RunRecord record = run.record();
        NetworkGraph graph = NetworkGraph.compile(record.network());
        Checkpoint checkpoint = run.checkpoints().isEmpty()
                ? beginning(graph, run)
                : run.checkpoints().read(Checkpoints.Kind.LAST);
        if (checkpoint.position().epoch() >= record.config().epochs()) {
            throw new TrainingException("The run in " + run.path() + " has done all of its "
                    + record.config().epochs() + " epochs: start a new one to train more.");
        }
        Dataset dataset = RunSamples.read(run.samples(), record.classes());
        try (EventSink events = new EventSink(listener);
                TrainingPictures pictures = prepare(dataset, record.network(), record.config(), events)) {
            List<String> warnings =
                    DataCheck.check(pictures.dataset(), record.data().source());
            if (!DatasetHash.byContent(pictures.dataset()).equals(record.data().sha256())) {
                throw new TrainingException(
                        "The pictures of the run have changed since it was started: restore them, or"
                                + " start a new run.");
            }
            return train(run, events, new Beginning(graph, pictures, checkpoint, warnings, startNanos));
        } catch (CancellationException e) {
            return stoppedEarly(run.path(), startNanos);
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
        return new Checkpoint(Checkpoint.Position.START, weights, null);
    }

    /** What the loop begins with. */
    private record Beginning(
            NetworkGraph graph,
            TrainingPictures pictures,
            Checkpoint checkpoint,
            List<String> warnings,
            long startNanos) {}

    private TrainingEvent.Finished train(RunFolder run, EventSink events, Beginning beginning)
            throws TrainingException, EngineException, IOException {
        run.clearStopRequest();
        run.process().claim();
        run.deleteLeftovers();
        events.logTo(run.eventLog().append());
        try {
            events.warn(
                    beginning.pictures().unreadable().stream()
                            .map(u -> u.file() + ": " + u.problem().getMessage())
                            .toList(),
                    "pictures could not be read and are left out.");
            events.warn(beginning.warnings(), "classes have too few pictures.");
            TrainingLoop loop = new TrainingLoop(
                    run,
                    beginning.graph(),
                    beginning.pictures(),
                    new TrainingLoop.Helpers(
                            engine, modelWriter, events, surroundings.threads().batches(), stopRequested));
            TrainingEvent.Finished finished = loop.run(beginning.checkpoint(), beginning.startNanos());
            events.emit(finished);
            return finished;
        } catch (TrainingException | EngineException | IOException | RuntimeException | OutOfMemoryError e) {
            tellFailure(events, e);
            throw e;
        } finally {
            run.process().release();
        }
    }

    private static void tellFailure(EventSink events, Throwable failure) {
        String sentence = FailureSentence.of(failure)
                .orElse("The trainer failed unexpectedly (" + failure + "): resume the run from its last checkpoint.");
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
        return TrainingPictures.prepare(
                dataset,
                new TrainingPictures.PictureSize(
                        network.input().imageSizePx(), config.preparation().resize()),
                new TrainingPictures.Loading(
                        surroundings.cacheFolder(), surroundings.threads().preparing()),
                (done, total) -> {
                    long now = System.currentTimeMillis();
                    if (now - told[0] >= PREPARING_INTERVAL_MILLIS || done == total) {
                        told[0] = now;
                        events.tell(new TrainingEvent.Preparing(now, done, total));
                    }
                },
                stopRequested);
    }

    private static RunRecord.DataSummary summary(TrainingJob job, TrainingPictures pictures) throws IOException {
        return new RunRecord.DataSummary(
                job.source(),
                DatasetHash.byContent(pictures.dataset()),
                pictures.count(Split.TRAIN),
                pictures.count(Split.VALIDATION),
                pictures.count(Split.TEST));
    }

    /** The end of a run that was stopped while its pictures were prepared: nothing was trained. */
    private TrainingEvent.Finished stoppedEarly(Path folder, long startNanos) {
        TrainingEvent.Finished finished = new TrainingEvent.Finished(
                System.currentTimeMillis(),
                TrainingEvent.Outcome.STOPPED,
                0,
                0,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                folder.toString(),
                (System.nanoTime() - startNanos) / 1e9);
        listener.accept(finished);
        return finished;
    }
}
