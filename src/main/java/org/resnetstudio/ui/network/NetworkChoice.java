package org.resnetstudio.ui.network;

import java.util.Optional;
import org.resnetstudio.network.NetworkGraph;
import org.resnetstudio.network.ResNetSpec;
import org.resnetstudio.network.Shortcut;
import org.resnetstudio.network.Variants;
import org.resnetstudio.network.Variants.Variant;

/**
 * The network that the next run trains; the number of classes comes from the dataset.
 *
 * @param variant its name, such as {@code resnet18}
 * @param imageSizePx width and height of the pictures that go in, in pixels
 * @param shortcut how residual blocks join
 */
public record NetworkChoice(String variant, int imageSizePx, Shortcut shortcut) {
    /** What is chosen when nobody has chosen yet: small enough for any machine. */
    public static final NetworkChoice DEFAULT = new NetworkChoice("resnet20", 32, Shortcut.A);

    /** The spec for that many classes; the variant's own shortcut leaves it untouched. */
    public ResNetSpec spec(int classes) {
        ResNetSpec spec = Variants.spec(variant, imageSizePx, classes);
        return spec.body().shortcut() == shortcut ? spec : spec.withShortcut(shortcut);
    }

    /**
     * All layers for that many classes.
     *
     * @throws IllegalArgumentException if it cannot be built; the message says why
     */
    public NetworkGraph graph(int classes) {
        return NetworkGraph.compile(spec(classes));
    }

    /** Whether the shortcut is not the one of the variant's source. */
    public boolean changesShortcut() {
        return ownShortcut(Variants.named(variant)) != shortcut;
    }

    /** The shortcut of a variant's source. */
    static Shortcut ownShortcut(Variant variant) {
        return Variants.spec(variant.name(), variant.defaultImageSizePx(), 10)
                .body()
                .shortcut();
    }

    /** One line for the settings: {@code resnet18 64 B}. */
    String toSetting() {
        return variant + " " + imageSizePx + " " + shortcut;
    }

    /** Reads {@link #toSetting()}; empty if the line is not one, or names what this version does not have. */
    static Optional<NetworkChoice> ofSetting(String line) {
        String[] parts = line.split(" ", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            NetworkChoice choice = new NetworkChoice(
                    Variants.named(parts[0]).name(), Integer.parseInt(parts[1]), Shortcut.valueOf(parts[2]));
            return Optional.of(choice.graph(10).spec()).map(spec -> choice);
        } catch (IllegalArgumentException e) {
            // A setting of another version is not worth a message: the default takes its place.
            return Optional.empty();
        }
    }
}
