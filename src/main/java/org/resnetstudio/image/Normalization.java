package org.resnetstudio.image;

import java.io.IOException;
import java.util.List;
import org.resnetstudio.problem.InvalidValueException;
import org.resnetstudio.problem.Sentence;

/**
 * How pixels become the numbers a network sees: {@code (pixel / 255 - mean) / standardDeviation} for each channel.
 *
 * @param mean red, green, blue means of pictures scaled to 0 to 1; always in that order, also when {@code bgr}
 * @param standardDeviation red, green, blue standard deviations of pictures scaled to 0 to 1, each above 0
 * @param bgr whether the network sees the planes as blue, green, red
 */
public record Normalization(List<Float> mean, List<Float> standardDeviation, boolean bgr) {
    /** Pictures scaled to 0 to 1, nothing more. */
    public static final Normalization NONE = new Normalization(List.of(0f, 0f, 0f), List.of(1f, 1f, 1f), false);

    /** What torchvision's weights were trained with: {@code transforms.Normalize} of its ImageNet reference. */
    public static final Normalization IMAGENET =
            new Normalization(List.of(0.485f, 0.456f, 0.406f), List.of(0.229f, 0.224f, 0.225f), false);

    /**
     * What Keras' ResNet-50, 101 and 152 were trained with ({@code preprocess_input} in mode {@code caffe}): blue, green,
     * red planes of 0 to 255, less 103.939, 116.779 and 123.68.
     */
    public static final Normalization CAFFE = new Normalization(
            List.of(123.68f / 255, 116.779f / 255, 103.939f / 255), List.of(1 / 255f, 1 / 255f, 1 / 255f), true);

    public Normalization {
        mean = List.copyOf(mean);
        standardDeviation = List.copyOf(standardDeviation);
        if (mean.size() != 3 || standardDeviation.size() != 3) {
            throw new InvalidValueException(
                    Sentence.of("problem.image.normalization.three", mean.size(), standardDeviation.size()));
        }
        for (int channel = 0; channel < 3; channel++) {
            if (!Float.isFinite(mean.get(channel))) {
                throw new InvalidValueException(Sentence.of("problem.image.normalization.mean", mean.get(channel)));
            }
            float deviation = standardDeviation.get(channel);
            if (!(deviation > 0) || !Float.isFinite(deviation)) {
                throw new InvalidValueException(Sentence.of("problem.image.normalization.deviation", deviation));
            }
        }
    }

    /**
     * The mean and standard deviation of a dataset's own pictures, from exact sums: the same whatever their order.
     *
     * @param cache holds the pictures
     * @param cacheIndices the training pictures, and no others, or the validation accuracy would flatter; at least one
     * @throws IOException when the cache cannot be read
     */
    public static Normalization ofDataset(PreparedCache cache, int[] cacheIndices) throws IOException {
        return NormalizationStatistics.of(cache, cacheIndices);
    }

    /** The channel of an RGB pixel (0 red, 1 green, 2 blue) that the network sees as plane {@code plane}. */
    public int channelOfPlane(int plane) {
        return bgr ? 2 - plane : plane;
    }

    /**
     * The normalised value of every possible pixel value in one plane: index 0 to 255.
     *
     * @param plane 0 to 2, in the order the network sees
     */
    public float[] table(int plane) {
        int channel = channelOfPlane(plane);
        double subtract = mean.get(channel);
        double divide = standardDeviation.get(channel);
        float[] table = new float[256];
        for (int value = 0; value < 256; value++) {
            table[value] = (float) ((value / 255.0 - subtract) / divide);
        }
        return table;
    }
}
