package org.resnetstudio.augmentation;

import java.util.List;
import java.util.OptionalInt;
import org.resnetstudio.random.SeededRandom;

/** Moves by up to a share of the side in either direction. */
final class Shift implements Augmentation {
    @Override
    public String name() {
        return "shift";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(Parameter.upTo(0.5, "range", "of the side", 0.1));
    }

    @Override
    public OptionalInt placeInStream() {
        return OptionalInt.of(6);
    }

    @Override
    public void draw(SeededRandom random, List<Double> values, int sizePx, Recipe recipe) {
        double right = random.nextWithin(values.get(0)) * sizePx;
        double down = random.nextWithin(values.get(0)) * sizePx;
        recipe.shift(right, down);
    }
}
