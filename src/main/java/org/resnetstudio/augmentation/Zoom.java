package org.resnetstudio.augmentation;

import java.util.List;
import java.util.OptionalInt;
import org.resnetstudio.random.SeededRandom;

/** Scales by a factor between {@code 1 - range} and {@code 1 + range}. */
final class Zoom implements Augmentation {
    @Override
    public String name() {
        return "zoom";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(Parameter.upTo(0.9, "range", "of the size", 0.1));
    }

    @Override
    public OptionalInt placeInStream() {
        return OptionalInt.of(5);
    }

    @Override
    public void draw(SeededRandom random, List<Double> values, int sizePx, Recipe recipe) {
        recipe.zoom(1 + random.nextWithin(values.get(0)));
    }
}
