package org.resnetstudio.augmentation;

import java.util.List;
import java.util.OptionalInt;
import org.resnetstudio.random.SeededRandom;

/** Mirrors top and bottom, for every second picture. */
final class VerticalFlip implements Augmentation {
    @Override
    public String name() {
        return "vertical-flip";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of();
    }

    @Override
    public OptionalInt placeInStream() {
        return OptionalInt.of(1);
    }

    @Override
    public void draw(SeededRandom random, List<Double> values, int sizePx, Recipe recipe) {
        if (random.nextBoolean()) {
            recipe.turnUpsideDown();
        }
    }
}
