package org.resnetstudio.image;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Reads, augments and normalises the pictures of a batch. One for each worker thread. */
final class BatchFiller {
    private final PreparedCache cache;
    private final Augmentation augmentation;
    private final Augmenter augmenter;
    private final int[] channels = new int[3];
    private final float[][] tables = new float[3][];
    private final byte[] stored;
    private final byte[] augmented;
    private final byte[] scratch;
    private final float[] planes;

    BatchFiller(PreparedCache cache, Augmentation augmentation, Normalization normalization) {
        this.cache = cache;
        this.augmentation = augmentation;
        this.augmenter = new Augmenter(augmentation, cache.sizePx());
        for (int plane = 0; plane < 3; plane++) {
            channels[plane] = normalization.channelOfPlane(plane);
            tables[plane] = normalization.table(plane);
        }
        this.stored = new byte[cache.pictureBytes()];
        this.augmented = new byte[cache.pictureBytes()];
        this.scratch = new byte[cache.pictureBytes()];
        this.planes = new float[cache.pictureBytes()];
    }

    /** Fills a buffer with these pictures; leaves off halfway when {@code stopped}. */
    Batch fill(List<BatchEntry> entries, FloatBuffer buffer, long seed, int epoch, BooleanSupplier stopped)
            throws IOException {
        int count = entries.size();
        int[] labels = new int[count];
        int[] samples = new int[count];
        FloatBuffer images = buffer.duplicate();
        images.clear().limit(count * planes.length);
        for (int position = 0; position < count && !stopped.getAsBoolean(); position++) {
            BatchEntry entry = entries.get(position);
            labels[position] = entry.label();
            samples[position] = entry.sampleIndex();
            cache.read(entry.cacheIndex(), stored);
            byte[] picture = stored;
            if (!augmentation.equals(Augmentation.NONE)) {
                augmenter.apply(stored, augmented, scratch, seed, epoch, entry.sampleIndex());
                picture = augmented;
            }
            normalise(picture);
            images.put(position * planes.length, planes);
        }
        return new Batch(count, cache.sizePx(), cache.sizePx(), images, labels, samples);
    }

    /** From interleaved bytes to planes of floats. */
    private void normalise(byte[] picture) {
        int pixels = picture.length / 3;
        for (int plane = 0; plane < 3; plane++) {
            float[] table = tables[plane];
            int target = plane * pixels;
            for (int source = channels[plane]; source < picture.length; source += 3) {
                planes[target++] = table[picture[source] & 0xFF];
            }
        }
    }
}
