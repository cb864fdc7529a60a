package org.resnetstudio.augmentation;

import java.util.List;
import java.util.OptionalInt;
import org.resnetstudio.random.SeededRandom;

/**
 * Brightens or darkens: takes every value to a power between {@code 1 / (1 + range)} and {@code 1 + range}, small and large ones alike
 * often.
 */
final class Gamma implements Augmentation {
    @Override
    public String name() {
        return "gamma";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(Parameter.upTo(3, "range", "", 0.3));
    }

    @Override
    public OptionalInt placeInStream() {
        return OptionalInt.of(8);
    }

    @Override
    public void draw(SeededRandom random, List<Double> values, int sizePx, Recipe recipe) {
        recipe.brighten(StrictMath.exp(random.nextWithin(StrictMath.log(1 + values.get(0)))));
    }
}
