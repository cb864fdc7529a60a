package org.resnetstudio.network;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * One thing that can be changed in a variant: a row of {@link NetworkOptions}.
 *
 * @param <T> type of its values
 * @param id what it goes by everywhere: {@code --id} on the command line, {@code network.option.id} among the texts of the desktop
 * @param path its fields in JSON, {@code body/details/order}; for one number of each stage {@code body/stages/*}{@code /blocks}
 * @param type its values and their words
 * @param description for the help of the command line
 * @param level how often it is wanted
 * @param reader finds its value in a network
 * @param former what it was before networks had it, for files that do not say; empty if all files do
 * @param alone value that the option means without one; empty if it needs one
 * @param aliases other options of the command line by their names, each with the word of the value that it stands for
 */
public record NetworkOption<T>(
        String id,
        String path,
        OptionType<T> type,
        String description,
        Level level,
        Function<ResNetSpec, T> reader,
        Optional<T> former,
        Optional<T> alone,
        Map<String, String> aliases) {
    /** Where forms put an option. */
    public enum Level {
        /** In sight. */
        COMMON,
        /** Under "More options". */
        ADVANCED
    }

    public NetworkOption {
        aliases = Map.copyOf(aliases);
    }

    static <T> NetworkOption<T> common(
            String id, String path, OptionType<T> type, Function<ResNetSpec, T> reader, String description) {
        return new NetworkOption<>(
                id, path, type, description, Level.COMMON, reader, Optional.empty(), Optional.empty(), Map.of());
    }

    static <T> NetworkOption<T> advanced(
            String id, String path, OptionType<T> type, Function<ResNetSpec, T> reader, String description) {
        return new NetworkOption<>(
                id, path, type, description, Level.ADVANCED, reader, Optional.empty(), Optional.empty(), Map.of());
    }

    /** The same option, which files of former versions do not name. */
    NetworkOption<T> formerly(T value) {
        return new NetworkOption<>(id, path, type, description, level, reader, Optional.of(value), alone, aliases);
    }

    /** The same option, which may stand alone on the command line. */
    NetworkOption<T> alone(T value) {
        return new NetworkOption<>(id, path, type, description, level, reader, former, Optional.of(value), aliases);
    }

    /** The same option with another one of the command line that stands for a value of it. */
    NetworkOption<T> alias(String name, String word) {
        return new NetworkOption<>(id, path, type, description, level, reader, former, alone, Map.of(name, word));
    }

    /** Its value in a network. */
    public T of(ResNetSpec spec) {
        return reader.apply(spec);
    }

    /** Its value in a network, in words. */
    public String textOf(ResNetSpec spec) {
        return type.text(of(spec));
    }

    /** The network with another value of it. Where it takes more than one other value, see {@link NetworkOptions.Values}. */
    public ResNetSpec in(ResNetSpec spec, T value) {
        return NetworkOptions.of(spec).with(this, value).build(spec.variant(), spec.input());
    }

    /** The option of the command line. */
    public String flag() {
        return "--" + id;
    }

    /** Rows of the table are what they are called. */
    @Override
    public boolean equals(Object other) {
        return other instanceof NetworkOption<?> option && option.id.equals(id);
    }

    @Override
    public int hashCode() {
        return Objects.hash(id);
    }

    @Override
    public String toString() {
        return flag();
    }
}
