package org.resnetstudio.ui.network;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.resnetstudio.network.NetworkOption;
import org.resnetstudio.network.NetworkOptions;
import org.resnetstudio.network.Variants;
import org.resnetstudio.ui.shell.Messages;

/** In what two networks differ, in words. */
final class NetworkDifferences {
    /** How many names are listed before they are only counted. */
    private static final int MOST_NAMES = 3;

    private NetworkDifferences() {}

    /**
     * A setting that is not the same in both.
     *
     * @param name of the setting
     * @param first value
     * @param second value
     */
    record Difference(String name, String first, String second) {}

    /** Picture size and options that are not the same, in the order of the screen. */
    static List<Difference> of(NetworkChoice first, NetworkChoice second, Messages messages) {
        List<Difference> differences = new ArrayList<>();
        if (first.imageSizePx() != second.imageSizePx()) {
            differences.add(new Difference(
                    messages.text("network.size"),
                    Integer.toString(first.imageSizePx()),
                    Integer.toString(second.imageSizePx())));
        }
        for (NetworkOption<?> option : NetworkOptions.ALL) {
            String left = OptionTexts.value(option, first.forTwo(), messages);
            String right = OptionTexts.value(option, second.forTwo(), messages);
            if (!left.equals(right)) {
                differences.add(new Difference(OptionTexts.name(option, messages), left, right));
            }
        }
        return differences;
    }

    /** What was changed from one to the other, in few words. */
    static String summary(NetworkChoice before, NetworkChoice after, Messages messages) {
        if (!before.variant().equals(after.variant())) {
            return messages.text(
                    "network.change.variant",
                    Variants.named(before.variant()).title(),
                    Variants.named(after.variant()).title());
        }
        List<Difference> differences = of(before, after, messages);
        return differences.size() > MOST_NAMES
                ? messages.text("network.change.several", differences.size())
                : differences.stream().map(Difference::name).collect(Collectors.joining(", "));
    }
}
