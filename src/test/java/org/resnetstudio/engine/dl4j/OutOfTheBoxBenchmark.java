package org.resnetstudio.engine.dl4j;

import java.util.Locale;
import org.deeplearning4j.config.DL4JSystemProperties;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.resnetstudio.benchmark.TrainingBenchmark;
import org.resnetstudio.engine.EngineException;
import org.resnetstudio.engine.Networks;
import org.resnetstudio.image.Batch;
import org.resnetstudio.network.NetworkGraph;
import org.resnetstudio.network.Shortcut;
import org.resnetstudio.network.Variants;
import org.resnetstudio.weights.WeightInitializer;

/**
 * Times what a program gets that uses Deeplearning4j's standard layers and {@code fit} with default settings, to compare {@code studio
 * bench --engine dl4j} with: {@code OutOfTheBoxBenchmark NETWORK IMAGE_SIZE BATCH [RUNS]}. Not a test.
 */
public final class OutOfTheBoxBenchmark {
    private OutOfTheBoxBenchmark() {}

    /** Prints medians in images per second. */
    public static void main(String[] args) throws EngineException {
        int batchSize = Integer.parseInt(args[2]);
        int runs = args.length > 3 ? Integer.parseInt(args[3]) : 6;
        // projections, as in the networks that the other libraries are timed with
        NetworkGraph graph = NetworkGraph.compile(
                Variants.spec(args[0], Integer.parseInt(args[1]), 10).withShortcut(Shortcut.B));
        Batch batch = Networks.noise(graph, batchSize, 1);
        System.setProperty(DL4JSystemProperties.DISABLE_HELPER_PROPERTY, "true"); // the default
        ComputationGraph standard = Dl4jModelFile.compile(graph, WeightInitializer.initialize(graph, 1));
        INDArray images = Arrays2d.images(batch, false);
        INDArray labels = labels(batch.labels(), 10);
        INDArray[] inputs = {images};
        INDArray[] answers = {labels};
        System.out.printf(
                Locale.ROOT,
                "out of the box, %s %spx batch %d: train %.1f img/s, infer %.1f img/s%n",
                args[0],
                args[1],
                batchSize,
                TrainingBenchmark.rate(batchSize, runs, () -> standard.fit(inputs, answers)),
                TrainingBenchmark.rate(batchSize, runs, () -> standard.output(images)));
    }

    /** The labels as one-hot rows. */
    private static INDArray labels(int[] labels, int outputs) {
        float[] values = new float[labels.length * outputs];
        for (int i = 0; i < labels.length; i++) {
            values[i * outputs + labels[i]] = 1;
        }
        return Nd4j.createFromArray(values).reshape('c', labels.length, outputs);
    }
}
