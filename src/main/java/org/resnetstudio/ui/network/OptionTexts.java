package org.resnetstudio.ui.network;

import java.util.List;
import java.util.stream.Collectors;
import org.resnetstudio.network.NetworkOption;
import org.resnetstudio.network.OptionType;
import org.resnetstudio.network.ResNetSpec;
import org.resnetstudio.ui.shell.Messages;

/** What options and their values are called: the texts {@code network.option.<id>} and {@code network.option.<id>.<word>}. */
final class OptionTexts {
    private OptionTexts() {}

    /** What an option is called. */
    static String name(NetworkOption<?> option, Messages messages) {
        return messages.text("network.option." + option.id());
    }

    /** What it is for. */
    static String hint(NetworkOption<?> option, Messages messages) {
        return messages.text("network.option." + option.id() + ".hint");
    }

    /** What one of its few values is called. */
    static <T> String choice(NetworkOption<T> option, T value, Messages messages) {
        return value instanceof Boolean on
                ? messages.text(on ? "network.option.on" : "network.option.off")
                : messages.text(
                        "network.option." + option.id() + "." + option.type().text(value));
    }

    /** What it is set to in a network. */
    static <T> String value(NetworkOption<T> option, ResNetSpec spec, Messages messages) {
        return option.type() instanceof OptionType.Choice<?>
                ? choice(option, option.of(spec), messages)
                : typed(option, spec);
    }

    /** A number, or several, as somebody would type them. */
    static String typed(NetworkOption<?> option, ResNetSpec spec) {
        return option.of(spec) instanceof List<?> numbers ? numbers(numbers) : option.textOf(spec);
    }

    /** Numbers with commas between them. */
    static String numbers(List<?> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
