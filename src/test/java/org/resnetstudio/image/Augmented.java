package org.resnetstudio.image;

import java.util.Arrays;
import org.resnetstudio.augmentation.Augmentations;
import org.resnetstudio.augmentation.Augmenter;
import org.resnetstudio.augmentation.Recipe;

/** What a variant of a sample looks like, made one plain step after the other, where batches are made in one pass. */
final class Augmented {
    private Augmented() {}

    /** Before anything is erased. */
    static RgbImage apply(Augmentations augmentations, RgbImage image, long seed, int variant, int sampleIndex) {
        int size = image.width();
        Recipe recipe = augmentations.draw(seed, variant, sampleIndex, size);
        byte[] picture = image.pixels().clone();
        for (Recipe.PixelStep step : recipe.steps()) {
            byte[] next = new byte[picture.length];
            step.apply(picture, next, size);
            picture = next;
        }
        if (recipe.warps()) {
            byte[] next = new byte[picture.length];
            new Augmenter(size).warp(picture, next, recipe);
            picture = next;
        }
        byte[] moved = moved(picture, recipe, size);
        byte[] table = Augmenter.gammaTable(recipe.gamma());
        for (int at = 0; at < moved.length; at++) {
            moved[at] = table[moved[at] & 0xFF];
        }
        return new RgbImage(size, size, moved);
    }

    private static byte[] moved(byte[] source, Recipe recipe, int size) {
        byte[] target = new byte[source.length];
        int at = 0;
        for (int y = 0; y < size; y++) {
            int fromY = (recipe.upsideDown() ? size - 1 - y : y) + recipe.cropY();
            for (int x = 0; x < size; x++, at += 3) {
                int fromX = (recipe.mirrored() ? size - 1 - x : x) + recipe.cropX();
                if (fromY >= 0 && fromY < size && fromX >= 0 && fromX < size) {
                    System.arraycopy(source, 3 * (fromY * size + fromX), target, at, 3);
                } else {
                    Arrays.fill(target, at, at + 3, (byte) 0);
                }
            }
        }
        return target;
    }
}
