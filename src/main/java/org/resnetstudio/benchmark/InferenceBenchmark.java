package org.resnetstudio.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.resnetstudio.export.ModelException;
import org.resnetstudio.export.ModelMetadata;
import org.resnetstudio.export.OnnxWriter;
import org.resnetstudio.export.SavedModel;
import org.resnetstudio.files.TemporaryFolder;
import org.resnetstudio.image.Normalization;
import org.resnetstudio.image.ResizeMode;
import org.resnetstudio.image.RgbImage;
import org.resnetstudio.inference.Classifier;
import org.resnetstudio.network.NetworkGraph;
import org.resnetstudio.random.SeededRandom;
import org.resnetstudio.weights.WeightInitializer;

/** Times the classification of pictures of noise with an exported model: what the desktop and {@code studio classify} do. */
public final class InferenceBenchmark {
    private static final long SEED = 1;

    private final int runs;

    /**
     * For any work.
     *
     * @param runs batches that are timed, at least 1; two more come first and do not count
     */
    public InferenceBenchmark(int runs) {
        this.runs = runs;
    }

    /**
     * Median rate of ONNX Runtime, from 8-bit pictures of the network's size to probabilities.
     *
     * @throws ModelException if ONNX Runtime does not work here
     * @throws IOException if the model cannot be written to the folder for temporary files
     */
    public Rate infer(Workload work) throws ModelException, IOException {
        NetworkGraph graph = work.graph();
        int size = work.imageSizePx();
        List<String> classes = IntStream.range(0, graph.spec().input().classes())
                .mapToObj(Integer::toString)
                .toList();
        ModelMetadata metadata = new ModelMetadata(classes, size, ResizeMode.SQUASH, Normalization.IMAGENET, Map.of());
        List<RgbImage> pictures = noise(work.batchSize(), size);
        try (TemporaryFolder folder = TemporaryFolder.create()) {
            Path file = folder.resolve("model.onnx");
            OnnxWriter.write(file, new SavedModel(graph, WeightInitializer.initialize(graph, SEED), metadata));
            try (Classifier classifier = Classifier.open(file)) {
                double rate = TrainingBenchmark.rate(work.batchSize(), runs, () -> classifier.probabilities(pictures));
                return new Rate("infer", "onnxruntime", work, rate);
            }
        }
    }

    private static List<RgbImage> noise(int count, int sizePx) {
        SeededRandom random = new SeededRandom(SEED);
        List<RgbImage> pictures = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] pixels = new byte[3 * sizePx * sizePx];
            for (int at = 0; at < pixels.length; at++) {
                pixels[at] = (byte) random.nextLong();
            }
            pictures.add(new RgbImage(sizePx, sizePx, pixels));
        }
        return pictures;
    }
}
