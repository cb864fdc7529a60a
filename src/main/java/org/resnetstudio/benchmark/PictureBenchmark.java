package org.resnetstudio.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.resnetstudio.augmentation.Augmentations;
import org.resnetstudio.files.TemporaryFolder;
import org.resnetstudio.image.BatchBuffers;
import org.resnetstudio.image.BatchEntry;
import org.resnetstudio.image.BatchPipeline;
import org.resnetstudio.image.ImageDecoder;
import org.resnetstudio.image.Normalization;
import org.resnetstudio.image.PreparedCache;
import org.resnetstudio.image.ProgressListener;
import org.resnetstudio.image.ResizeMode;
import org.resnetstudio.image.UnreadableImageException;

/** Times what happens to pictures before a network sees them, on one core, with pictures made for it. */
public final class PictureBenchmark {
    /** Beside the names of engines: no deep-learning library takes part. */
    public static final String ENGINE = "studio";

    private static final int WIDTH = 500;
    private static final int HEIGHT = 375;
    private static final int SIZE_PX = 224;
    private static final int BATCH_SIZE = 16;
    private static final Workload DECODED = new Workload("", SIZE_PX, 1);
    private static final Workload CACHED = new Workload("", SIZE_PX, BATCH_SIZE);

    private final int runs;
    private final int pictures;

    /**
     * Makes a benchmark.
     *
     * @param runs that are timed, at least 1; two more come first and do not count
     * @param pictures different ones, at least 1
     */
    public PictureBenchmark(int runs, int pictures) {
        this.runs = runs;
        this.pictures = pictures;
    }

    /** Decoding JPEGs of 500 x 375 pixels and about 27 KB, already in memory, to squares of 224. */
    public Rate decode() throws UnreadableImageException {
        List<byte[]> jpegs = jpegs();
        ImageDecoder decoder = new ImageDecoder();
        double rate = TrainingBenchmark.rate(pictures, runs, () -> {
            for (byte[] jpeg : jpegs) {
                decoder.prepare(jpeg, SIZE_PX, ResizeMode.SQUASH);
            }
        });
        return new Rate("decode", ENGINE, DECODED, rate);
    }

    /** Batches of prepared pictures of 224 pixels, flipped, cropped and normalised by one thread. */
    public Rate cache() throws IOException {
        try (TemporaryFolder folder = TemporaryFolder.create();
                PreparedCache cache = PreparedCache.open(folder.resolve("cache"), SIZE_PX, ResizeMode.SQUASH)) {
            List<Path> files = new ArrayList<>();
            for (byte[] jpeg : jpegs()) {
                files.add(Files.write(folder.resolve(files.size() + ".jpg"), jpeg));
            }
            int[] indices = cache.prepare(files, 1, ProgressListener.none(), () -> false)
                    .cacheIndices();
            List<BatchEntry> entries = new ArrayList<>();
            for (int sample = 0; sample < 10 * pictures; sample++) {
                entries.add(new BatchEntry(indices[sample % pictures], 0, sample));
            }
            BatchBuffers buffers = new BatchBuffers(BATCH_SIZE, SIZE_PX);
            BatchPipeline.Settings settings = new BatchPipeline.Settings(
                    Augmentations.parse("flip,crop", SIZE_PX), Normalization.IMAGENET, 1, 1, 1);
            double rate =
                    TrainingBenchmark.rate(entries.size(), runs, () -> takeAll(cache, entries, buffers, settings));
            return new Rate("cache", ENGINE, CACHED, rate);
        }
    }

    private static void takeAll(
            PreparedCache cache, List<BatchEntry> entries, BatchBuffers buffers, BatchPipeline.Settings settings) {
        try (BatchPipeline batches = new BatchPipeline(cache, entries, buffers, settings)) {
            batches.forEachRemaining(batch -> {});
        }
    }

    private List<byte[]> jpegs() {
        List<byte[]> jpegs = new ArrayList<>();
        for (int number = 0; number < pictures; number++) {
            jpegs.add(PhotoLikePictures.jpeg(number, WIDTH, HEIGHT));
        }
        return jpegs;
    }
}
