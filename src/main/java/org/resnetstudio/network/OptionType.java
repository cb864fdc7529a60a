package org.resnetstudio.network;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Map.Entry;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.resnetstudio.problem.InvalidValueException;
import org.resnetstudio.problem.Sentence;

/**
 * What an option can be set to, and how that is written in words: on the command line, and where the words of a language are looked up.
 * Which numbers are in range, the records of {@link ResNetSpec} say.
 *
 * @param <T> type of its values
 */
public sealed interface OptionType<T> {
    /** The value as a word, or as a number, or as numbers with commas between them. */
    String text(T value);

    /**
     * Reads {@link #text}; upper and lower case do not matter.
     *
     * @throws InvalidValueException with what was expected, if it is none of the values
     */
    T parse(String text);

    /** What can be given, in short: {@code strided|average-pool}, {@code N}, {@code X} or {@code N,…}. */
    String label();

    /**
     * One of a few.
     *
     * @param values by their words, in the order in which they are offered
     */
    record Choice<T>(Map<String, T> values) implements OptionType<T> {
        public Choice {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }

        /** The constants of an enum, each by its name in lower case with hyphens. */
        static <E extends Enum<E>> Choice<E> of(Class<E> constants) {
            return of(constants, name -> name.toLowerCase(Locale.ROOT).replace('_', '-'));
        }

        /** The constants of an enum, each by a word that is made of its name. */
        static <E extends Enum<E>> Choice<E> of(Class<E> constants, UnaryOperator<String> word) {
            return of(List.of(constants.getEnumConstants()), constant -> word.apply(constant.name()));
        }

        /** One of these, each by its word. */
        public static <T> Choice<T> of(List<T> ofThese, Function<T, String> word) {
            Map<String, T> values = new LinkedHashMap<>();
            ofThese.forEach(one -> values.put(word.apply(one), one));
            return new Choice<>(values);
        }

        /** Off or on. */
        static Choice<Boolean> flag(String off, String on) {
            Map<String, Boolean> values = new LinkedHashMap<>();
            values.put(on, true);
            values.put(off, false);
            return new Choice<>(values);
        }

        @Override
        public String text(T value) {
            return values.entrySet().stream()
                    .filter(entry -> entry.getValue().equals(value))
                    .map(Entry::getKey)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("There is no word for " + value + "."));
        }

        @Override
        public T parse(String text) {
            return values.entrySet().stream()
                    .filter(entry -> entry.getKey().equalsIgnoreCase(text.strip()))
                    .map(Entry::getValue)
                    .findFirst()
                    .orElseThrow(() -> new InvalidValueException(Sentence.of(
                            "problem.network.word",
                            values.keySet().stream().collect(Collectors.joining(", ", "[", "]")),
                            text)));
        }

        @Override
        public String label() {
            return String.join("|", values.keySet());
        }
    }

    /** A whole number. */
    record Whole() implements OptionType<Integer> {
        @Override
        public String text(Integer value) {
            return value.toString();
        }

        @Override
        public Integer parse(String text) {
            try {
                return Integer.valueOf(text.strip());
            } catch (NumberFormatException e) {
                throw new InvalidValueException(Sentence.of("problem.network.not-whole", text), e);
            }
        }

        @Override
        public String label() {
            return "N";
        }
    }

    /** A number. */
    record Decimal() implements OptionType<Double> {
        @Override
        public String text(Double value) {
            return value.toString();
        }

        @Override
        public Double parse(String text) {
            try {
                return Double.valueOf(text.strip());
            } catch (NumberFormatException e) {
                throw new InvalidValueException(Sentence.of("problem.network.not-number", text), e);
            }
        }

        @Override
        public String label() {
            return "X";
        }
    }

    /** A whole number for each stage. */
    record OfStages() implements OptionType<List<Integer>> {
        @Override
        public String text(List<Integer> value) {
            return value.stream().map(String::valueOf).collect(Collectors.joining(","));
        }

        @Override
        public List<Integer> parse(String text) {
            List<Integer> numbers = new ArrayList<>();
            for (String number : text.split(",", -1)) {
                numbers.add(new Whole().parse(number));
            }
            return List.copyOf(numbers);
        }

        @Override
        public String label() {
            return "N,…";
        }
    }
}
