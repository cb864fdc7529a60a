package org.resnetstudio.image;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.resnetstudio.augmentation.Augmentations;
import org.resnetstudio.augmentation.Augmenter;
import org.resnetstudio.augmentation.Recipe;
import org.resnetstudio.random.SeededRandom;

/**
 * Reads, augments and normalises the pictures of a batch. One for each worker thread. Pictures stay bytes until the last
 * step, which moves, mirrors, brightens and normalises them in one pass.
 */
final class BatchFiller {
    /** Pixels that are made before they are copied to the batch: three planes of them stay in the processor's first cache. */
    private static final int STRIP_PIXELS = 2048;

    private final Source source;
    private final Augmentations augmentations;
    private final Augmenter augmenter;
    private final int size;
    private final int[] planeOfChannel = new int[3];
    private final float[][] tables = new float[3][];
    private final float[][] brightened = new float[3][256];
    private final byte[] stored;
    private final byte[] warped;
    private final byte[] stepped;
    private final int rowsInStrip;
    private final float[][] strips = new float[3][];

    /** Where prepared pictures come from. */
    interface Source {
        /** Copies a picture, {@code [sizePx, sizePx, 3]}. */
        void read(int cacheIndex, byte[] target) throws IOException;
    }

    BatchFiller(PreparedCache cache, Augmentations augmentations, Normalization normalization) {
        this(cache::read, cache.sizePx(), augmentations, normalization);
    }

    /** @param sizePx side of the source's square pictures */
    BatchFiller(Source source, int sizePx, Augmentations augmentations, Normalization normalization) {
        this.source = source;
        this.augmentations = augmentations;
        this.size = sizePx;
        this.augmenter = new Augmenter(size);
        this.rowsInStrip = Math.max(1, Math.min(size, STRIP_PIXELS / size));
        for (int plane = 0; plane < 3; plane++) {
            int channel = normalization.channelOfPlane(plane);
            planeOfChannel[channel] = plane;
            tables[channel] = normalization.table(plane);
            strips[plane] = new float[rowsInStrip * size];
        }
        this.stored = new byte[3 * size * size];
        this.warped = new byte[stored.length];
        this.stepped = new byte[stored.length];
    }

    /** Fills a buffer with these pictures; leaves off halfway when {@code stopped}. */
    Batch fill(List<BatchEntry> entries, FloatBuffer buffer, long seed, int variant, BooleanSupplier stopped)
            throws IOException {
        boolean asTheyAre = augmentations.equals(Augmentations.NONE);
        int count = entries.size();
        int[] labels = new int[count];
        int[] samples = new int[count];
        FloatBuffer images = buffer.duplicate();
        images.clear().limit(count * stored.length);
        for (int position = 0; position < count && !stopped.getAsBoolean(); position++) {
            BatchEntry entry = entries.get(position);
            labels[position] = entry.label();
            samples[position] = entry.sampleIndex();
            source.read(entry.cacheIndex(), stored);
            put(
                    augmentations.draw(
                            entry.repeat() == 0 ? seed : SeededRandom.mix(seed + entry.repeat()),
                            variant,
                            entry.sampleIndex(),
                            size),
                    images,
                    position * stored.length);
        }
        Batch batch = new Batch(count, size, size, images, labels, samples);
        return asTheyAre ? batch : batch.asVariant(variant);
    }

    private void put(Recipe recipe, FloatBuffer images, int at) {
        byte[] picture = stepped(recipe);
        if (recipe.warps()) {
            byte[] target = picture == warped ? stepped : warped;
            augmenter.warp(picture, target, recipe);
            picture = target;
        }
        float[][] values = tables(recipe);
        for (int y = 0; y < size; y += rowsInStrip) {
            int rows = Math.min(rowsInStrip, size - y);
            for (int row = 0; row < rows; row++) {
                int fromY = (recipe.upsideDown() ? size - 1 - y - row : y + row) + recipe.cropY();
                row(picture, fromY, recipe, values, row * size);
            }
            erase(recipe, y, rows);
            for (int channel = 0; channel < 3; channel++) {
                int plane = planeOfChannel[channel];
                images.put(at + (plane * size + y) * size, strips[channel], 0, rows * size);
            }
        }
    }

    /** The picture after the changes to its pixels, in one of the three buffers. */
    private byte[] stepped(Recipe recipe) {
        byte[] picture = stored;
        for (Recipe.PixelStep step : recipe.steps()) {
            byte[] target = picture == stepped ? warped : stepped;
            step.apply(picture, target, size);
            picture = target;
        }
        return picture;
    }

    /** Sets what is erased of these rows to the mean colour. */
    private void erase(Recipe recipe, int firstRow, int rows) {
        for (Recipe.Part part : recipe.erased()) {
            int end = Math.min(firstRow + rows, part.top() + part.height());
            for (int y = Math.max(firstRow, part.top()); y < end; y++) {
                int from = (y - firstRow) * size + part.left();
                for (float[] strip : strips) {
                    Arrays.fill(strip, from, from + part.width(), 0);
                }
            }
        }
    }

    /** The normalised value of every pixel value, by channel: red, green, blue. */
    private float[][] tables(Recipe recipe) {
        if (recipe.gamma() == 1) {
            return tables;
        }
        byte[] brighter = Augmenter.gammaTable(recipe.gamma());
        for (int channel = 0; channel < 3; channel++) {
            for (int value = 0; value < 256; value++) {
                brightened[channel][value] = tables[channel][brighter[value] & 0xFF];
            }
        }
        return brightened;
    }

    private void row(byte[] picture, int fromY, Recipe recipe, float[][] values, int to) {
        if (fromY < 0 || fromY >= size) {
            black(values, to, to + size);
            return;
        }
        // Column x comes from (mirror ? size - 1 - x : x) + cropX: those that lie in the picture are in one piece.
        int first = recipe.mirrored() ? Math.max(0, recipe.cropX()) : Math.max(0, -recipe.cropX());
        int end = size - (recipe.mirrored() ? Math.max(0, -recipe.cropX()) : Math.max(0, recipe.cropX()));
        if (first >= end) {
            black(values, to, to + size);
            return;
        }
        black(values, to, to + first);
        int fromX = (recipe.mirrored() ? size - 1 - first : first) + recipe.cropX();
        int from = 3 * (fromY * size + fromX);
        pixels(picture, from, recipe.mirrored() ? -3 : 3, values, to + first, end - first);
        black(values, to + end, to + size);
    }

    /** Pixels one after the other, {@code step} bytes apart: 3, or -3 from right to left. */
    private void pixels(byte[] picture, int from, int step, float[][] values, int to, int count) {
        float[] red = strips[0];
        float[] green = strips[1];
        float[] blue = strips[2];
        float[] reds = values[0];
        float[] greens = values[1];
        float[] blues = values[2];
        for (int x = 0, at = from; x < count; x++, at += step) {
            red[to + x] = reds[picture[at] & 0xFF];
            green[to + x] = greens[picture[at + 1] & 0xFF];
            blue[to + x] = blues[picture[at + 2] & 0xFF];
        }
    }

    private void black(float[][] values, int from, int to) {
        for (int channel = 0; channel < 3; channel++) {
            float[] strip = strips[channel];
            float black = values[channel][0];
            for (int x = from; x < to; x++) {
                strip[x] = black;
            }
        }
    }
}
