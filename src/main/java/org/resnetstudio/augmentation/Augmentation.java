package org.resnetstudio.augmentation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.resnetstudio.random.SeededRandom;

/** One kind of random change to training pictures. Stateless. */
public interface Augmentation {
    /** The name on the command line, in stored jobs and in the texts of the desktop: lower case, with hyphens. */
    String name();

    /** What decides how strong it is; none if it is only on or off. The first one is what {@code name=value} gives. */
    List<Parameter> parameters();

    /** Whether it is on where nobody has chosen. */
    default boolean usual() {
        return false;
    }

    /** Other spellings of its name. */
    default List<String> aliases() {
        return List.of();
    }

    /**
     * What numbers behind its name mean, such as those of {@code crop=2}; where there are fewer than parameters, the others have their
     * usual values.
     *
     * @param given at least one, at most one for each parameter
     * @param sizePx side of the square pictures in pixels
     * @return one for each parameter
     */
    default List<Double> completed(List<Double> given, int sizePx) {
        return IntStream.range(0, parameters().size())
                .mapToObj(i -> i < given.size()
                        ? given.get(i)
                        : parameters().get(i).usual().applyAsDouble(sizePx))
                .toList();
    }

    /** The numbers of which {@link #completed} makes these values. */
    default List<Double> typed(List<Double> values) {
        return values;
    }

    /**
     * Its values in a job of a former version, which had other parameters.
     *
     * @param fields by the names of then
     * @return empty where these are none of a former version
     */
    default Optional<List<Double>> former(Map<String, Double> fields) {
        return Optional.empty();
    }

    /**
     * Where its random numbers stand in the common stream of a sample; empty where it has a stream of its own, by its name. Either way
     * its numbers are the same whatever else is on.
     */
    default OptionalInt placeInStream() {
        return OptionalInt.empty();
    }

    /**
     * Draws what happens to one variant of a sample.
     *
     * @param random its numbers
     * @param values of its parameters, in their order
     * @param sizePx side of the square pictures in pixels
     * @param recipe takes what was drawn
     */
    void draw(SeededRandom random, List<Double> values, int sizePx, Recipe recipe);
}
