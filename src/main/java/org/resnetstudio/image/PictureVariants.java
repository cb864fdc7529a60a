package org.resnetstudio.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.resnetstudio.augmentation.Augmentations;

/**
 * Variants of one picture for the screen, made by the very code that fills the batches of a training ({@link BatchFiller}): what an epoch
 * shows of a sample, pixel for pixel, with the normalisation taken back. For one thread at a time.
 */
public final class PictureVariants {
    private final RgbImage picture;
    private final int size;
    private final Normalization shift;
    private final FloatBuffer values;

    /**
     * Variants of a prepared picture.
     *
     * @param picture square, as {@link ImageDecoder#prepare} gives it at the size of the network
     * @param mean colour that erased parts get, red, green, blue of 0 to 1: that of the training's {@link Normalization}
     */
    public PictureVariants(RgbImage picture, List<Float> mean) {
        if (picture.width() != picture.height()) {
            throw new IllegalArgumentException("A picture of " + picture.width() + " x " + picture.height()
                    + " pixels is no square; prepare it first.");
        }
        this.picture = picture;
        this.size = picture.width();
        this.shift = new Normalization(mean, List.of(1f, 1f, 1f), false);
        this.values = Batch.memory(3 * size * size);
    }

    /**
     * Variants one after the other, such as those of as many epochs.
     *
     * @param augmentations that vary it
     * @param seed of the run
     * @param first number of the first variant, from 1
     * @param count of variants
     * @param sampleIndex of the picture among those of the run
     * @param stopped whether nobody wants them any more; asked before each
     * @return fewer where it was stopped
     */
    public List<RgbImage> make(
            Augmentations augmentations, long seed, int first, int count, int sampleIndex, BooleanSupplier stopped) {
        BatchFiller filler = new BatchFiller(
                (index, target) -> System.arraycopy(picture.pixels(), 0, target, 0, target.length),
                size,
                augmentations,
                shift);
        List<BatchEntry> entry = List.of(new BatchEntry(0, 0, sampleIndex));
        List<RgbImage> made = new ArrayList<>();
        for (int variant = first; variant < first + count && !stopped.getAsBoolean(); variant++) {
            try {
                filler.fill(entry, values, seed, variant, () -> false);
            } catch (IOException e) {
                throw new UncheckedIOException("A picture in memory could not be read.", e);
            }
            made.add(pixels());
        }
        return List.copyOf(made);
    }

    private RgbImage pixels() {
        byte[] pixels = new byte[3 * size * size];
        int plane = size * size;
        for (int channel = 0; channel < 3; channel++) {
            float mean = shift.mean().get(channel);
            for (int at = 0; at < plane; at++) {
                pixels[3 * at + channel] = (byte) Math.round((values.get(channel * plane + at) + mean) * 255);
            }
        }
        return new RgbImage(size, size, pixels);
    }
}
