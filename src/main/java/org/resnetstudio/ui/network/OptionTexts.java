package org.resnetstudio.ui.network;

import java.util.Locale;
import org.resnetstudio.network.Shortcut;
import org.resnetstudio.ui.shell.Messages;

/** The words of options, by the names of their properties in {@link NetworkOptions}. */
final class OptionTexts {
    private OptionTexts() {}

    /** What an option is called. */
    static String name(String option, Messages messages) {
        return switch (option) {
            case "shortcut" -> messages.text("network.shortcut");
            case "blocks" -> messages.text("network.option.stages");
            default ->
                messages.text("network.option."
                        + option.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT));
        };
    }

    /** What an option is set to. */
    static String value(String option, Object value, Messages messages) {
        if (value instanceof Shortcut shortcut) {
            return messages.text("network.shortcut." + shortcut + ".name");
        }
        if (value instanceof Enum<?> constant) {
            return messages.text("network." + option + "." + constant.name().toLowerCase(Locale.ROOT));
        }
        if (value instanceof Boolean on) {
            return messages.text(on ? "network.option.on" : "network.option.off");
        }
        return String.valueOf(value);
    }
}
