package org.resnetstudio.benchmark;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalDouble;
import org.resnetstudio.engine.Engine;
import org.resnetstudio.engine.EngineException;
import org.resnetstudio.engine.OptimizerSettings;
import org.resnetstudio.engine.TrainableNetwork;
import org.resnetstudio.image.Batch;
import org.resnetstudio.network.NetworkGraph;
import org.resnetstudio.random.SeededRandom;
import org.resnetstudio.weights.WeightInitializer;

/** Times bare training steps and inference of an engine on one batch of noise: no pictures are read. */
public final class TrainingBenchmark {
    private static final long SEED = 1;
    private static final int WARM_UP = 2;
    /** Time for the trainer to notice that the machine is busy. */
    private static final Duration ADAPTING = Duration.ofSeconds(3);

    private static final double LEARNING_RATE = 0.01;
    private static final OptimizerSettings SGD = new OptimizerSettings(OptimizerSettings.Kind.SGD, 0.9, 5e-4);

    private final Engine engine;
    private final int runs;

    /**
     * For an engine.
     *
     * @param runs steps that are timed, at least 1; two more come first and do not count
     */
    public TrainingBenchmark(Engine engine, int runs) {
        this.engine = engine;
        this.runs = runs;
    }

    /**
     * Something to time.
     *
     * @param <E> how it fails
     */
    @FunctionalInterface
    public interface Step<E extends Exception> {
        /** Does it once. */
        void run() throws E;
    }

    /**
     * Median rate of training steps with SGD.
     *
     * @throws EngineException if the engine fails, for want of memory for example
     */
    public Rate train(Workload work) throws EngineException {
        NetworkGraph graph = work.graph();
        Batch batch = noise(graph, work.batchSize());
        try (TrainableNetwork network = create(graph)) {
            return new Rate(
                    "train", engine.name(), work, rate(batch.count(), runs, () -> network.step(batch, LEARNING_RATE)));
        }
    }

    /**
     * Median rate of the engine's own inference.
     *
     * @throws EngineException if the engine fails
     */
    public Rate infer(Workload work) throws EngineException {
        NetworkGraph graph = work.graph();
        Batch batch = noise(graph, work.batchSize());
        try (TrainableNetwork network = create(graph)) {
            return new Rate("infer", engine.name(), work, rate(batch.count(), runs, () -> network.predict(batch)));
        }
    }

    /**
     * Median rate of training steps while another program keeps one processor busy, with the rate of the quiet machine just before
     * ({@code quietImagesPerSecond}) and the share of it that is kept ({@code share}).
     *
     * @throws EngineException if the engine fails
     * @throws IOException if the other program cannot be started
     */
    public Rate busy(Workload work) throws EngineException, IOException {
        NetworkGraph graph = work.graph();
        Batch batch = noise(graph, work.batchSize());
        try (TrainableNetwork network = create(graph)) {
            double quiet = rate(batch.count(), runs, () -> network.step(batch, LEARNING_RATE));
            double busy;
            try (BusyProgram other = BusyProgram.start()) {
                long until = System.nanoTime() + ADAPTING.toNanos();
                while (other.isAlive() && System.nanoTime() - until < 0) {
                    network.step(batch, LEARNING_RATE);
                }
                busy = rate(batch.count(), runs, () -> network.step(batch, LEARNING_RATE));
            }
            return new Rate(
                    "busy",
                    engine.name(),
                    work,
                    OptionalDouble.of(busy),
                    Map.of("quietImagesPerSecond", quiet, "share", busy / quiet));
        }
    }

    private TrainableNetwork create(NetworkGraph graph) throws EngineException {
        return engine.create(graph, WeightInitializer.initialize(graph, SEED), SGD);
    }

    /**
     * Median rate of a step, in images a second.
     *
     * @param pictures that a step works on
     * @param runs that are timed, at least 1; two more come first and do not count
     */
    public static <E extends Exception> double rate(int pictures, int runs, Step<E> step) throws E {
        double[] seconds = new double[runs];
        for (int run = -WARM_UP; run < runs; run++) {
            long start = System.nanoTime();
            step.run();
            if (run >= 0) {
                seconds[run] = (System.nanoTime() - start) / 1e9;
            }
        }
        Arrays.sort(seconds);
        return pictures / seconds[runs / 2];
    }

    static Batch noise(NetworkGraph graph, int pictures) {
        int size = graph.input().output().height();
        FloatBuffer images = Batch.memory(pictures * 3 * size * size);
        SeededRandom random = new SeededRandom(SEED);
        for (int i = 0; i < images.limit(); i++) {
            images.put(i, (float) random.nextGaussian());
        }
        int classes = graph.spec().input().classes();
        int[] labels = new int[pictures];
        Arrays.setAll(labels, i -> i % classes);
        int[] samples = new int[pictures];
        Arrays.setAll(samples, i -> i);
        return new Batch(pictures, size, size, images, labels, samples);
    }
}
