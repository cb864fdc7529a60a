package org.resnetstudio.augmentation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.resnetstudio.problem.InvalidValueException;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.random.SeededRandom;

/**
 * Which augmentations a training uses, each with its strength, so that the network sees each picture in many variants: usually another
 * one in every epoch.
 *
 * @param chosen in the order of {@link #ALL}, each kind once
 */
public record Augmentations(List<Chosen> chosen) {
    /** The kinds there are, in the order in which they are offered and in which their pixel steps follow each other: a new one is a class and a line here. */
    public static final List<Augmentation> ALL = List.of(
            new Flip(),
            new Crop(),
            new Rotation(),
            new Shift(),
            new Zoom(),
            new Gamma(),
            new VerticalFlip(),
            new RandomResizedCrop(),
            new ColourJitter(),
            new RandomErasing());

    /** Pictures as they are. */
    public static final Augmentations NONE = new Augmentations(List.of());

    private static final String NOTHING = "none";
    /** Of the numbers that decide on augmentations, among all the random numbers of a run. */
    private static final long STREAM = 2;

    /**
     * One of them with its strength.
     *
     * @param kind which one
     * @param values of its parameters, in their order
     */
    public record Chosen(Augmentation kind, List<Double> values) {
        public Chosen {
            values = List.copyOf(values);
            if (values.size() != kind.parameters().size()) {
                throw new InvalidValueException(Sentence.of(
                        "problem.augmentation.count",
                        kind.name(),
                        kind.parameters().size(),
                        values.size()));
            }
            for (int i = 0; i < values.size(); i++) {
                kind.parameters().get(i).checked(values.get(i), kind.name());
            }
        }

        /** At its usual strength. */
        public static Chosen usual(Augmentation kind, int sizePx) {
            return new Chosen(
                    kind,
                    kind.parameters().stream()
                            .map(p -> p.usual().applyAsDouble(sizePx))
                            .toList());
        }

        private String text() {
            return values.isEmpty()
                    ? kind.name()
                    : kind.name() + "="
                            + kind.typed(values).stream().map(Parameter::number).collect(Collectors.joining(":"));
        }
    }

    /** Of one that is named twice, the last strength counts. */
    public Augmentations {
        Map<Augmentation, Chosen> last = new HashMap<>();
        chosen.forEach(one -> last.put(one.kind(), one));
        chosen = ALL.stream().filter(last::containsKey).map(last::get).toList();
    }

    /**
     * Reads what the command line's {@code --augment} takes: names, separated by commas, each with its numbers where it has some, such as
     * {@code flip,crop,rotation=15}, and colons between several; or {@code none}.
     *
     * @param sizePx training size, on which usual strengths depend
     * @throws InvalidValueException for other names or strengths; the message lists the valid ones
     */
    public static Augmentations parse(String list, int sizePx) {
        if (list.strip().equalsIgnoreCase(NOTHING)) {
            return NONE;
        }
        List<Chosen> chosen = new ArrayList<>();
        for (String item : list.split(",", -1)) {
            String text = item.strip().toLowerCase(Locale.ROOT).replace('_', '-');
            if (text.equals(NOTHING)) {
                throw new InvalidValueException(Sentence.of("problem.augmentation.none-and-some", list));
            }
            int equals = text.indexOf('=');
            Augmentation kind =
                    named(equals < 0 ? text : text.substring(0, equals).strip());
            chosen.add(
                    equals < 0
                            ? Chosen.usual(kind, sizePx)
                            : parsed(kind, text.substring(equals + 1).strip(), sizePx));
        }
        return new Augmentations(chosen);
    }

    /**
     * The kind of that name.
     *
     * @throws InvalidValueException if there is none; the message lists the names
     */
    public static Augmentation named(String name) {
        return ALL.stream()
                .filter(kind -> kind.name().equals(name) || kind.aliases().contains(name))
                .findFirst()
                .orElseThrow(
                        () -> new InvalidValueException(Sentence.of("problem.augmentation.unknown", name, names())));
    }

    /** The names, with commas between them. */
    public static String names() {
        return ALL.stream().map(Augmentation::name).collect(Collectors.joining(", "));
    }

    private static Chosen parsed(Augmentation kind, String numbers, int sizePx) {
        if (kind.parameters().isEmpty()) {
            throw new InvalidValueException(Sentence.of("problem.augmentation.no-strength", kind.name()));
        }
        int most = kind.parameters().size();
        String[] given = numbers.split(":", -1);
        if (given.length > most) {
            throw new InvalidValueException(
                    Sentence.of("problem.augmentation.too-many", kind.name(), most, given.length));
        }
        List<Double> typed = new ArrayList<>();
        for (int i = 0; i < given.length; i++) {
            typed.add(number(kind, kind.parameters().get(i), given[i].strip()));
        }
        return new Chosen(kind, kind.completed(typed, sizePx));
    }

    private static double number(Augmentation kind, Parameter parameter, String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new InvalidValueException(
                    Sentence.of("problem.augmentation.not-number", text, kind.name(), parameter.range()), e);
        }
    }

    /** As {@link #parse} reads it back, whatever the usual strengths are. */
    public String cliText() {
        return chosen.isEmpty() ? NOTHING : chosen.stream().map(Chosen::text).collect(Collectors.joining(","));
    }

    /**
     * What makes a variant of a sample.
     *
     * @param seed of the run
     * @param variant from 1
     * @param sampleIndex of the picture among those of the run
     * @param sizePx side of the square pictures in pixels
     */
    public Recipe draw(long seed, int variant, int sampleIndex, int sizePx) {
        Recipe recipe = new Recipe();
        for (Chosen one : chosen) {
            one.kind().draw(random(one.kind(), seed, variant, sampleIndex), one.values(), sizePx, recipe);
        }
        return recipe;
    }

    private static SeededRandom random(Augmentation kind, long seed, int variant, int sampleIndex) {
        if (kind.placeInStream().isPresent()) {
            SeededRandom common = new SeededRandom(seed, variant, STREAM, sampleIndex);
            common.skip(kind.placeInStream().getAsInt());
            return common;
        }
        return new SeededRandom(seed, variant, STREAM, sampleIndex, kind.name().hashCode());
    }
}
