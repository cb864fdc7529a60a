package org.resnetstudio.augmentation;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.resnetstudio.random.SeededRandom;

/**
 * Brightens or darkens: takes every value to a power between two bounds, each factor as often as any other. Below 1 is brighter, above 1
 * darker. One number alone, {@code gamma=0.3}, is how far it goes either way: from {@code 1 / 1.3} to {@code 1.3}, which is all that former
 * versions had, and has their bits.
 */
final class Gamma implements Augmentation {
    private static final Parameter STRENGTH = Parameter.upTo(3, "range", "", 0.3);
    private static final double LEAST = 0.1;
    private static final double MOST = 4;

    @Override
    public String name() {
        return "gamma";
    }

    @Override
    public List<Parameter> parameters() {
        List<Double> usual = eitherWay(STRENGTH.usual().applyAsDouble(1));
        return List.of(
                new Parameter("least", "", LEAST, MOST, false, size -> usual.get(0)),
                new Parameter("most", "", LEAST, MOST, false, size -> usual.get(1)));
    }

    @Override
    public List<Double> completed(List<Double> given, int sizePx) {
        return given.size() == 1 ? eitherWay(STRENGTH.checked(given.get(0), name())) : given;
    }

    @Override
    public List<Double> typed(List<Double> values) {
        double strength =
                BigDecimal.valueOf(values.get(1)).subtract(BigDecimal.ONE).doubleValue();
        return strength >= 0 && eitherWay(strength).equals(values) ? List.of(strength) : values;
    }

    @Override
    public Optional<List<Double>> former(Map<String, Double> fields) {
        return fields.keySet().equals(Set.of("range"))
                ? Optional.of(eitherWay(STRENGTH.checked(fields.get("range"), name())))
                : Optional.empty();
    }

    private static List<Double> eitherWay(double strength) {
        return List.of(1 / (1 + strength), 1 + strength);
    }

    @Override
    public OptionalInt placeInStream() {
        return OptionalInt.of(8);
    }

    @Override
    public void draw(SeededRandom random, List<Double> values, int sizePx, Recipe recipe) {
        double least = values.get(0);
        double most = values.get(1);
        if (least == 1 / most) { // bit for bit as ever
            recipe.brighten(StrictMath.exp(random.nextWithin(StrictMath.log(most))));
            return;
        }
        double from = StrictMath.log(least);
        double to = StrictMath.log(most);
        recipe.brighten(StrictMath.exp((from + to) / 2 + random.nextWithin((to - from) / 2)));
    }
}
