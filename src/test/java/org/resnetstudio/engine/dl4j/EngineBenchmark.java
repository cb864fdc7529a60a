package org.resnetstudio.engine.dl4j;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.deeplearning4j.config.DL4JSystemProperties;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.resnetstudio.engine.EngineException;
import org.resnetstudio.engine.Networks;
import org.resnetstudio.engine.TrainableNetwork;
import org.resnetstudio.image.Batch;
import org.resnetstudio.network.NetworkGraph;
import org.resnetstudio.network.Shortcut;
import org.resnetstudio.network.Variants;
import org.resnetstudio.weights.WeightInitializer;
import org.resnetstudio.weights.Weights;

/**
 * Times training steps and inference: {@code EngineBenchmark NETWORK IMAGE_SIZE BATCH [RUNS] [--out-of-the-box]}. With the switch it is
 * what a program gets that uses Deeplearning4j's standard layers and {@code fit} with default settings. Not a test.
 */
public final class EngineBenchmark {
    /** Something to time. */
    private interface Work {
        void run() throws EngineException;
    }

    private EngineBenchmark() {}

    /** Prints medians in images per second; the first two runs do not count. */
    public static void main(String[] args) throws EngineException {
        boolean plain = List.of(args).contains("--out-of-the-box");
        String variant = args[0];
        int size = Integer.parseInt(args[1]);
        int batchSize = Integer.parseInt(args[2]);
        int runs = args.length > 3 && !args[3].startsWith("-") ? Integer.parseInt(args[3]) : 8;
        // projections, as in the networks that the other libraries are timed with
        NetworkGraph graph =
                NetworkGraph.compile(Variants.spec(variant, size, 10).withShortcut(Shortcut.B));
        Weights weights = WeightInitializer.initialize(graph, 1);
        Batch batch = Networks.noise(graph, batchSize, 1);
        String what = String.format(Locale.ROOT, "%s %dpx batch %d", variant, size, batchSize);
        if (plain) {
            System.setProperty(DL4JSystemProperties.DISABLE_HELPER_PROPERTY, "true"); // the default
            ComputationGraph standard = Dl4jModelFile.compile(graph, weights);
            INDArray images = Arrays2d.images(batch);
            INDArray labels = Arrays2d.labels(batch.labels(), 10);
            report(
                    "out of the box",
                    what,
                    batchSize,
                    runs,
                    () -> standard.fit(new INDArray[] {images}, new INDArray[] {labels}),
                    () -> standard.output(images));
        } else {
            try (TrainableNetwork network = Dl4jEngine.create().create(graph, weights, Networks.SGD)) {
                report(
                        "this engine",
                        what,
                        batchSize,
                        runs,
                        () -> network.step(batch, 0.01),
                        () -> network.predict(batch));
            }
        }
    }

    private static void report(String engine, String what, int batchSize, int runs, Work train, Work infer)
            throws EngineException {
        System.out.printf(
                Locale.ROOT,
                "%s, %s: train %.1f img/s, infer %.1f img/s%n",
                engine,
                what,
                rate(train, batchSize, runs),
                rate(infer, batchSize, runs));
    }

    private static double rate(Work work, int batchSize, int runs) throws EngineException {
        double[] seconds = new double[runs - 2];
        for (int run = 0; run < runs; run++) {
            long start = System.nanoTime();
            work.run();
            if (run >= 2) {
                seconds[run - 2] = (System.nanoTime() - start) / 1e9;
            }
        }
        Arrays.sort(seconds);
        return batchSize / seconds[seconds.length / 2];
    }
}
