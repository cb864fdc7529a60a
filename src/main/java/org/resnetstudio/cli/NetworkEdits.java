package org.resnetstudio.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.resnetstudio.network.BlockKind;
import org.resnetstudio.network.NetworkOption;
import org.resnetstudio.network.NetworkOptions;
import org.resnetstudio.network.ResNetSpec;
import org.resnetstudio.network.Variants;
import org.resnetstudio.problem.InvalidValueException;
import org.resnetstudio.problem.Sentence;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** What was changed in a variant on the command line: a flag for each of {@link NetworkOptions}; left out, it stays as it is. */
final class NetworkEdits {
    private final Map<NetworkOption<?>, Object> given;

    private NetworkEdits(Map<NetworkOption<?>, Object> given) {
        this.given = given;
    }

    /**
     * What was given to a command that has the {@link Flags}.
     *
     * @throws InvalidValueException with a sentence, if two flags contradict each other
     */
    static NetworkEdits of(CommandSpec command) {
        ParseResult parsed = command.commandLine().getParseResult();
        Map<NetworkOption<?>, Object> given = new LinkedHashMap<>();
        for (NetworkOption<?> option : NetworkOptions.ALL) {
            Object value = parsed.matchedOptionValue(option.flag(), null);
            if (value != null) {
                given.put(option, value);
            }
            option.aliases().forEach((alias, word) -> {
                Object meant = option.type().parse(word);
                if (!parsed.hasMatchedOption("--" + alias)) {
                    return;
                }
                if (value != null && !value.equals(meant)) {
                    throw new InvalidValueException(Sentence.inWords("--" + alias + " means " + option + " " + word
                            + ", but another one is given: leave one of them out."));
                }
                given.put(option, meant);
            });
        }
        return new NetworkEdits(given);
    }

    /**
     * The network with what was given.
     *
     * @throws InvalidValueException with a sentence, if there is no such network
     */
    ResNetSpec apply(ResNetSpec variant) {
        BlockKind block = (BlockKind) given.get(NetworkOptions.BLOCK);
        ResNetSpec spec = block == null || given.containsKey(NetworkOptions.STAGES)
                ? variant
                : Variants.withBlock(variant, block);
        NetworkOptions.Values values = NetworkOptions.of(spec);
        return values.with(given).with(stages(values)).build(spec.variant(), spec.input());
    }

    /** Stages that the variant does not have get as many blocks and twice the channels of the one before, and stride 2. */
    private Map<NetworkOption<?>, Object> stages(NetworkOptions.Values variant) {
        int count = Stream.of(NetworkOptions.STAGES, NetworkOptions.CHANNELS, NetworkOptions.STRIDES)
                .map(given::get)
                .filter(Objects::nonNull)
                .findFirst()
                .map(numbers -> ((List<?>) numbers).size())
                .orElse(variant.get(NetworkOptions.STAGES).size());
        Map<NetworkOption<?>, Object> stages = new LinkedHashMap<>();
        stages.put(NetworkOptions.STAGES, numbers(variant, NetworkOptions.STAGES, count));
        stages.put(NetworkOptions.CHANNELS, numbers(variant, NetworkOptions.CHANNELS, count));
        stages.put(NetworkOptions.STRIDES, numbers(variant, NetworkOptions.STRIDES, count));
        return stages;
    }

    private List<Integer> numbers(NetworkOptions.Values variant, NetworkOption<List<Integer>> option, int count) {
        if (given.containsKey(option)) {
            return variant.with(given).get(option);
        }
        return NetworkOptions.forStages(count, option, variant.get(option));
    }

    /** Gives a command the flags, behind that of the picture size. */
    static final class Flags implements IModelTransformer {
        @Override
        public CommandSpec transform(CommandSpec command) {
            List<OptionSpec> others = List.copyOf(command.options());
            others.forEach(command::remove);
            for (OptionSpec other : others) {
                command.addOption(other);
                if (other.longestName().equals("--image-size")) {
                    NetworkOptions.ALL.forEach(option -> add(option, command));
                }
            }
            return command;
        }

        private static void add(NetworkOption<?> option, CommandSpec command) {
            OptionSpec.Builder flag = OptionSpec.builder(option.flag())
                    .paramLabel(option.type().label())
                    .type(Object.class)
                    .converters(new OptionConverter<Object>(option.type()))
                    .arity(option.alone().isPresent() ? "0..1" : "1")
                    .description(option.description());
            option.alone().ifPresent(value -> flag.fallbackValue(value.toString()));
            command.addOption(flag.build());
            option.aliases()
                    .forEach((alias, word) -> command.addOption(OptionSpec.builder("--" + alias)
                            .type(boolean.class)
                            .arity("0")
                            .description("The same as " + option + " " + word + ".")
                            .build()));
        }
    }
}
