package org.resnetstudio.inference;

import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.resnetstudio.export.BundleReader;
import org.resnetstudio.export.ModelException;
import org.resnetstudio.export.ModelMetadata;
import org.resnetstudio.image.Batch;
import org.resnetstudio.image.ImageDecoder;
import org.resnetstudio.image.ResizeMode;
import org.resnetstudio.image.RgbImage;
import org.resnetstudio.image.UnreadableImageException;
import org.resnetstudio.problem.Sentence;

/**
 * Classifies pictures with a model that the studio exported. Pictures are prepared exactly as in training. Safe for use by many
 * threads at once; {@link #close} waits for those that are at work.
 */
public final class Classifier implements AutoCloseable {
    private static final String ONNX_FILE = "model.onnx";
    /** Most pixels in one go, 32 pictures of 224 x 224: enough to keep all cores busy, and bounds the memory. */
    private static final int MAX_BATCH_PIXELS = 32 * 224 * 224;

    private static final float[] SCALE = new float[256];

    static {
        for (int value = 0; value < SCALE.length; value++) {
            SCALE[value] = value / 255f;
        }
    }

    private final OnnxSession session;
    private final ModelMetadata metadata;
    private final ImageDecoder decoder;

    private Classifier(OnnxSession session, ModelMetadata metadata, ImageDecoder decoder) {
        this.session = session;
        this.metadata = metadata;
        this.decoder = decoder;
    }

    /** Opens a model with a picture decoder of its own; see {@link #open(Path, ImageDecoder)}. */
    public static Classifier open(Path model) throws ModelException {
        return open(model, new ImageDecoder());
    }

    /**
     * Opens a model.
     *
     * @param model the folder of a run (with {@code model.onnx} in it), a bundle ({@code .zip}), or an {@code .onnx} file of ours
     * @param decoder shared with others, so that large pictures wait for each other
     * @throws ModelException if it is missing, damaged or not the studio's
     */
    public static Classifier open(Path model, ImageDecoder decoder) throws ModelException {
        OnnxSession session = openSession(model);
        try {
            ModelMetadata metadata = ModelMetadata.fromProperties(session.properties(), session.imageSizePx());
            if (metadata.classes().size() != session.classes()) {
                throw new ModelException(Sentence.of(
                        "problem.inference.class-count", metadata.classes().size(), session.classes()));
            }
            Classifier classifier = new Classifier(session, metadata, decoder);
            session = null;
            return classifier;
        } catch (ModelException e) {
            throw new ModelException(Sentence.of("problem.inference.unusable", model, e.sentence()), e);
        } finally {
            if (session != null) {
                session.close();
            }
        }
    }

    private static OnnxSession openSession(Path model) throws ModelException {
        if (Files.isDirectory(model)) {
            Path onnx = model.resolve(ONNX_FILE);
            if (!Files.isRegularFile(onnx)) {
                throw new ModelException(Sentence.of("problem.inference.no-onnx", model, ONNX_FILE));
            }
            return openFile(onnx);
        }
        if (!Files.isRegularFile(model)) {
            throw new ModelException(Sentence.of("problem.export.no-model", model));
        }
        if (model.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".zip")) {
            byte[] onnx = BundleReader.readOnnx(model);
            return OnnxSession.open(
                    (environment, options) -> environment.createSession(onnx, options), model.toString());
        }
        return openFile(model);
    }

    private static OnnxSession openFile(Path onnx) throws ModelException {
        return OnnxSession.open(
                (environment, options) -> environment.createSession(onnx.toString(), options), onnx.toString());
    }

    /** What the model file says about itself. */
    public ModelMetadata metadata() {
        return metadata;
    }

    /** Names of the classes in the order of the outputs. */
    public List<String> classNames() {
        return metadata.classes();
    }

    /** Width and height of the pictures that the model takes. */
    public int imageSizePx() {
        return metadata.imageSizePx();
    }

    /** How pictures that are not square become square. */
    public ResizeMode resizeMode() {
        return metadata.resize();
    }

    /**
     * Class probabilities.
     *
     * @param images as {@link #prepare} gives them, square and of the model's size: pictures that were decoded or resized in
     *     another way have other pixels than those of the training
     * @return {@code [images][classes]}, each row adding up to 1
     * @throws ModelException if ONNX Runtime fails, for want of memory for example, or the network gives no numbers
     */
    public float[][] probabilities(List<RgbImage> images) throws ModelException {
        float[][] probabilities = new float[images.size()][];
        int classes = metadata.classes().size();
        int batch = maxBatch();
        FloatBuffer buffer = null;
        for (int from = 0; from < images.size(); from += batch) {
            int count = Math.min(batch, images.size() - from);
            buffer = fill(buffer == null ? buffer(count) : buffer, images.subList(from, from + count));
            float[] values =
                    session.run(buffer, count, OnnxSession.PROBABILITIES).values();
            for (int i = 0; i < count; i++) {
                probabilities[from + i] = numbers(Arrays.copyOfRange(values, i * classes, (i + 1) * classes));
            }
        }
        return probabilities;
    }

    private float[] numbers(float[] probabilities) throws ModelException {
        for (float probability : probabilities) {
            if (!Float.isFinite(probability)) {
                throw new ModelException(Sentence.of("problem.inference.not-finite", session.name(), probability));
            }
        }
        return probabilities;
    }

    /**
     * The most probable classes of a picture.
     *
     * @param image as {@link #prepare} gives it
     * @param topK how many classes, at least 1; all of them if there are fewer
     */
    public List<Prediction> classify(RgbImage image, int topK) throws ModelException {
        return ranked(probabilities(List.of(image))[0], topK);
    }

    /**
     * The most probable classes of files, in their order; unreadable ones are reported and do not stop the others. For many files
     * see {@link FolderClassifier}.
     */
    public List<FileResult> classifyFiles(List<Path> files, int topK) throws ModelException {
        List<FileResult> results = new ArrayList<>();
        for (Path file : files) {
            results.add(classifyFile(file, topK));
        }
        return results;
    }

    /** The most probable classes of one file, or why it cannot be read. */
    public FileResult classifyFile(Path file, int topK) throws ModelException {
        RgbImage image;
        try {
            image = prepare(file);
        } catch (UnreadableImageException e) {
            return FileResult.failed(file, e.sentence());
        }
        return FileResult.of(file, classify(image, topK));
    }

    /** The last feature map of a picture, as {@link #prepare} gives it. */
    public FeatureMap features(RgbImage image) throws ModelException {
        OnnxSession.Output output = session.run(fill(buffer(1), List.of(image)), 1, OnnxSession.FEATURES);
        long[] shape = output.shape();
        return new FeatureMap((int) shape[1], (int) shape[2], (int) shape[3], output.values());
    }

    /** A file as the model sees it: decoded and resized. */
    public RgbImage prepare(Path file) throws UnreadableImageException {
        return decoder.prepare(file, imageSizePx(), resizeMode());
    }

    /** The {@code topK} most probable classes of one row of {@link #probabilities}, most probable first. */
    public List<Prediction> ranked(float[] probabilities, int topK) {
        if (topK < 1) {
            throw new IllegalArgumentException("The number of classes to show must be at least 1, not " + topK + ".");
        }
        return IntStream.range(0, probabilities.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -probabilities[i]))
                .limit(topK)
                .map(i -> new Prediction(i, metadata.classes().get(i), probabilities[i]))
                .toList();
    }

    /** Frees the model. */
    @Override
    public void close() {
        session.close();
    }

    /** How many pictures the model takes in one go. */
    int maxBatch() {
        return Math.max(1, Math.min(128, MAX_BATCH_PIXELS / (imageSizePx() * imageSizePx())));
    }

    private FloatBuffer buffer(int count) {
        return Batch.memory(count * 3 * imageSizePx() * imageSizePx());
    }

    /** Writes pictures as {@code [count, 3, size, size]} planes of 0 to 1 and sets the limit behind them. */
    private FloatBuffer fill(FloatBuffer buffer, List<RgbImage> images) {
        int size = imageSizePx();
        buffer.clear();
        float[] plane = new float[size * size];
        for (RgbImage image : images) {
            if (image.width() != size || image.height() != size) {
                throw new IllegalArgumentException("A picture of " + image.width() + " x " + image.height()
                        + " pixels is not one that was prepared for this model; prepare it, to " + size + " x " + size
                        + ".");
            }
            byte[] pixels = image.pixels();
            for (int channel = 0; channel < 3; channel++) {
                for (int i = 0; i < plane.length; i++) {
                    plane[i] = SCALE[pixels[3 * i + channel] & 0xFF];
                }
                buffer.put(plane);
            }
        }
        return buffer.flip();
    }
}
