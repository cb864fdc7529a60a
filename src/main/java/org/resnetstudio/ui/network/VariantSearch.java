package org.resnetstudio.ui.network;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.resnetstudio.network.Variants;
import org.resnetstudio.network.Variants.Variant;
import org.resnetstudio.ui.shell.Messages;

/**
 * The variants that what somebody typed may mean.
 *
 * @param found smallest family first; all of them when nothing was typed
 * @param problem why there is none; empty when there are some
 */
record VariantSearch(List<Variant> found, String problem) {
    private static final Pattern NAME_WITH_DEPTH = Pattern.compile("resnet[-_ ]?\\d+", Pattern.CASE_INSENSITIVE);

    /**
     * Looks for every typed word in name, title and source. A name that is not in the list, such as {@code resnet26}, is found as well
     * when there is such a network.
     */
    static VariantSearch of(String typed, Messages messages) {
        List<String> words = List.of(typed.toLowerCase(Locale.ROOT).strip().split("\\s+"));
        List<Variant> found = Variants.all().stream()
                .filter(variant -> words.stream().allMatch(text(variant)::contains))
                .toList();
        if (!found.isEmpty()) {
            return new VariantSearch(found, "");
        }
        try {
            return new VariantSearch(List.of(Variants.named(typed.strip())), "");
        } catch (IllegalArgumentException e) {
            boolean wrongDepth = NAME_WITH_DEPTH.matcher(typed.strip()).matches();
            return new VariantSearch(
                    List.of(), wrongDepth ? messages.sentence(e) : messages.text("network.search.none"));
        }
    }

    private static String text(Variant variant) {
        return String.join(" ", variant.name(), variant.title(), variant.source())
                .toLowerCase(Locale.ROOT);
    }
}
