package org.resnetstudio.augmentation;

import java.util.List;
import java.util.OptionalInt;
import org.resnetstudio.random.SeededRandom;

/** Turns by up to an angle either way. */
final class Rotation implements Augmentation {
    @Override
    public String name() {
        return "rotation";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(Parameter.upTo(180, "angle", "degrees", 15));
    }

    @Override
    public OptionalInt placeInStream() {
        return OptionalInt.of(4);
    }

    @Override
    public void draw(SeededRandom random, List<Double> values, int sizePx, Recipe recipe) {
        recipe.rotate(Math.toRadians(random.nextWithin(values.get(0))));
    }
}
