package org.resnetstudio.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.resnetstudio.engine.Device;
import org.resnetstudio.files.TemporaryFolder;
import org.resnetstudio.job.EngineChoice;
import org.resnetstudio.network.NetworkGraph;
import org.resnetstudio.network.TrainingMemory;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.problem.UserIOException;
import org.resnetstudio.runs.TrainingEvent;
import org.resnetstudio.training.TrainerCommand;
import org.resnetstudio.training.TrainerProcess;

/**
 * Times whole runs of {@code studio train}, in processes of their own, with flips and crops, on pictures made for it. Closing deletes
 * the pictures and the runs.
 */
public final class RunBenchmark implements AutoCloseable {
    private static final int SMALL_PICTURE_PX = 64;
    private static final int BATCHES_OF_SMALL_PICTURES = 10;
    private static final int BATCHES_OF_LARGE_PICTURES = 5;

    private final EngineChoice engine;
    private final Workload work;
    private final NetworkGraph graph;
    private final int runs;
    private final TemporaryFolder folder;
    private int started;

    /** How long a run is: about half a minute with each engine of {@link Workload#STANDARD}, on two cores. */
    private static int batches(Workload work) {
        return work.imageSizePx() <= SMALL_PICTURE_PX ? BATCHES_OF_SMALL_PICTURES : BATCHES_OF_LARGE_PICTURES;
    }

    /**
     * Makes the pictures.
     *
     * @param engine that trains, not {@link EngineChoice#AUTO}
     * @param runs epochs and starts that are timed, at least 1
     * @throws IllegalArgumentException if there is no such network, or the pictures are too small for it
     */
    public RunBenchmark(EngineChoice engine, Workload work, int runs) throws IOException {
        this.engine = engine;
        this.work = work;
        this.graph = work.graph();
        this.runs = runs;
        this.folder = TemporaryFolder.create();
        try {
            PhotoLikePictures.writeClasses(
                    data(),
                    Workload.CLASSES,
                    Math.max(Workload.CLASSES, batches(work) * work.batchSize()),
                    work.imageSizePx());
        } catch (IOException | RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    /**
     * Median rate of the training part of the epochs after the first one, with the memory that the process had at most
     * ({@code peakBytes}, where the system tells) and the forecast of it ({@code forecastBytes}).
     *
     * @throws IOException with a sentence, if the training fails
     */
    public Rate pipeline() throws IOException, InterruptedException {
        Watcher watcher = train(1 + runs, false);
        Map<String, Number> details = new TreeMap<>();
        watcher.peakBytes.ifPresent(bytes -> details.put("peakBytes", bytes));
        TrainingMemory forecast = engine.provider().memory(Device.Kind.CPU);
        details.put("forecastBytes", forecast.bytes(graph, work.batchSize()));
        double[] rates = watcher.epochRates.stream()
                .skip(1)
                .mapToDouble(Double::doubleValue)
                .toArray();
        return new Rate("pipeline", engine.shortName(), work, OptionalDouble.of(median(rates)), details);
    }

    /**
     * Median time from starting a trainer to its first update ({@code seconds}), with its pictures prepared already.
     *
     * @throws IOException with a sentence, if the training fails
     */
    public Rate start() throws IOException, InterruptedException {
        double[] seconds = new double[runs];
        for (int run = -1; run < runs; run++) { // the first prepares the pictures
            Watcher watcher = train(1, true);
            if (run >= 0) {
                seconds[run] = watcher.firstBatchSeconds;
            }
        }
        return new Rate("start", engine.shortName(), work, OptionalDouble.empty(), Map.of("seconds", median(seconds)));
    }

    @Override
    public void close() throws IOException {
        folder.close();
    }

    private Path data() {
        return folder.resolve("pictures");
    }

    private Watcher train(int epochs, boolean onlyFirstBatch) throws IOException, InterruptedException {
        started++;
        List<String> arguments = new ArrayList<>(List.of("--data", data().toString()));
        arguments.addAll(List.of("--out", folder.resolve("run" + started).toString()));
        arguments.addAll(List.of("--cache", folder.resolve("cache").toString()));
        arguments.addAll(List.of("--engine", engine.shortName(), "--variant", work.network(), "--shortcut", "B"));
        arguments.addAll(List.of("--image-size", Integer.toString(work.imageSizePx())));
        arguments.addAll(List.of("--batch-size", Integer.toString(work.batchSize())));
        arguments.addAll(List.of("--epochs", Integer.toString(epochs), "--validation-fraction", "0"));
        arguments.addAll(List.of("--optimizer", "sgd", "--learning-rate", "0.01", "--augment", "flip,crop"));
        arguments.addAll(List.of("--normalization", "imagenet", "--seed", "1"));
        Watcher watcher = new Watcher(onlyFirstBatch);
        TrainerProcess trainer = TrainerProcess.start(TrainerCommand.train(arguments), watcher);
        watcher.watch(trainer);
        try {
            Optional<Sentence> failure = trainer.exit().get();
            if (failure.isPresent()) {
                throw new UserIOException(failure.get());
            }
            return watcher;
        } catch (ExecutionException e) {
            throw new IllegalStateException("The trainer's end could not be waited for.", e);
        } finally {
            trainer.kill();
        }
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    /** Notes what a trainer says; read after its end. */
    private static final class Watcher implements TrainerProcess.Listener {
        private final long startNanos = System.nanoTime();
        private final boolean stopAtFirstBatch;
        private final List<Double> epochRates = new ArrayList<>();
        private OptionalLong peakBytes = OptionalLong.empty();
        private double firstBatchSeconds;
        private TrainerProcess trainer;

        Watcher(boolean stopAtFirstBatch) {
            this.stopAtFirstBatch = stopAtFirstBatch;
        }

        synchronized void watch(TrainerProcess process) {
            trainer = process;
            notifyAll();
        }

        @Override
        public synchronized void onEvent(TrainingEvent event) {
            if (event instanceof TrainingEvent.BatchDone && firstBatchSeconds == 0) {
                firstBatchSeconds = (System.nanoTime() - startNanos) / 1e9;
                if (stopAtFirstBatch) {
                    started().stop();
                }
            }
            if (event instanceof TrainingEvent.EpochDone epoch) {
                epochRates.add(epoch.imagesPerSecond());
                OptionalLong peak = ProcessMemory.peakBytes(started().pid());
                peakBytes = peak.isPresent() ? peak : peakBytes;
            }
        }

        private TrainerProcess started() {
            boolean interrupted = false;
            while (trainer == null) {
                try {
                    wait();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            return trainer;
        }

        @Override
        public void onExit(Optional<Sentence> failure) {
            // The benchmark waits for the process itself.
        }
    }
}
