package org.resnetstudio.ui.network;

import java.util.OptionalDouble;
import org.resnetstudio.ui.shell.Messages;

/** Costs of a network in words. */
final class NetworkTexts {
    private NetworkTexts() {}

    /** A time that was predicted, in one unit; a dash if there is none. */
    static String duration(OptionalDouble seconds, Messages messages) {
        if (seconds.isEmpty()) {
            return "–";
        }
        double value = seconds.getAsDouble();
        if (value < 1) {
            return messages.text("network.duration.less");
        }
        if (value < 90) {
            return messages.text("network.duration.seconds", Math.round(value));
        }
        return value < 5400
                ? messages.text("network.duration.minutes", Math.round(value / 60))
                : messages.text("network.duration.hours", Math.round(value / 3600));
    }
}
