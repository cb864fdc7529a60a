package org.resnetstudio.augmentation;

import java.util.List;
import java.util.OptionalInt;
import org.resnetstudio.random.SeededRandom;

/**
 * Pads with black on each side and cuts the training size out anywhere; 4 pixels at 32 are what the ResNet paper does for CIFAR-10 (He et
 * al. 2015 §4.2).
 */
final class Crop implements Augmentation {
    private static final int MOST_PX = 512;

    @Override
    public String name() {
        return "crop";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(new Parameter("padding", "pixels", 0, MOST_PX, true, Crop::eighth));
    }

    @Override
    public boolean usual() {
        return true;
    }

    @Override
    public OptionalInt placeInStream() {
        return OptionalInt.of(2);
    }

    @Override
    public void draw(SeededRandom random, List<Double> values, int sizePx, Recipe recipe) {
        int padding = values.get(0).intValue();
        int columns = random.nextInt(2 * padding + 1) - padding;
        int rows = random.nextInt(2 * padding + 1) - padding;
        recipe.crop(columns, rows);
    }

    /** An eighth of the side. */
    private static double eighth(int sizePx) {
        return Math.max(1, Math.min(MOST_PX, Math.rint(sizePx / 8.0)));
    }
}
