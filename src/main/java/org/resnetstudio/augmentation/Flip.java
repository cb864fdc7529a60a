package org.resnetstudio.augmentation;

import java.util.List;
import java.util.OptionalInt;
import org.resnetstudio.random.SeededRandom;

/** Mirrors left and right, for every second picture. */
final class Flip implements Augmentation {
    @Override
    public String name() {
        return "flip";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of();
    }

    @Override
    public boolean usual() {
        return true;
    }

    @Override
    public OptionalInt placeInStream() {
        return OptionalInt.of(0);
    }

    @Override
    public void draw(SeededRandom random, List<Double> values, int sizePx, Recipe recipe) {
        if (random.nextBoolean()) {
            recipe.mirror();
        }
    }
}
