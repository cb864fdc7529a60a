package org.resnetstudio.ui.network;

import java.util.Optional;
import org.resnetstudio.codec.MalformedJsonException;
import org.resnetstudio.codec.NetworkJson;
import org.resnetstudio.network.Head;
import org.resnetstudio.network.NetworkGraph;
import org.resnetstudio.network.ResNetSpec;
import org.resnetstudio.network.Shortcut;
import org.resnetstudio.network.Variants;

/**
 * The network that the next run trains; the number of classes comes from the dataset.
 *
 * @param forTwo its spec for two classes, which alone can have a single sigmoid output
 */
public record NetworkChoice(ResNetSpec forTwo) {
    private static final int TWO = 2;
    private static final int SMALL_PICTURES_PX = 48;
    private static final int LARGE_PICTURES_PX = 112;

    /** What is chosen when nobody has chosen yet: small enough for any machine. */
    public static final NetworkChoice DEFAULT = of("resnet20", 32);

    public NetworkChoice {
        if (forTwo.input().classes() != TWO) {
            throw new IllegalArgumentException(
                    "A choice is for two classes, not " + forTwo.input().classes() + ".");
        }
    }

    /**
     * A first network for pictures of a size: one that sees enough of them and is trained in minutes rather than hours on a processor.
     *
     * @param shorterSidePx of most pictures
     */
    public static NetworkChoice fitting(int shorterSidePx) {
        if (shorterSidePx < SMALL_PICTURES_PX) {
            return DEFAULT;
        }
        return of("resnet18", shorterSidePx < LARGE_PICTURES_PX ? 64 : 128);
    }

    /** A variant as it is. */
    public static NetworkChoice of(String variant, int imageSizePx) {
        return new NetworkChoice(Variants.spec(variant, imageSizePx, TWO));
    }

    /** Name of the variant that it was made from. */
    public String variant() {
        return forTwo.variant();
    }

    /** Width and height of the pictures that go in, in pixels. */
    public int imageSizePx() {
        return forTwo.input().imageSizePx();
    }

    /** What people call it. */
    public String title() {
        return Variants.title(forTwo);
    }

    /** Whether anything of the variant was changed. */
    public boolean isChanged() {
        return !forTwo.equals(of(variant(), imageSizePx()).forTwo());
    }

    /** The same network for pictures of another size; the input has two classes. */
    NetworkChoice withInput(ResNetSpec.Input input) {
        return new NetworkChoice(
                new ResNetSpec(variant(), input, forTwo.stem(), forTwo.body(), forTwo.layers(), forTwo.head()));
    }

    /** The spec for that many classes. */
    public ResNetSpec spec(int classes) {
        Head head = classes == TWO ? forTwo.head() : forTwo.head().withOutput(Head.Output.SOFTMAX);
        return new ResNetSpec(
                variant(),
                new ResNetSpec.Input(imageSizePx(), classes),
                forTwo.stem(),
                forTwo.body(),
                forTwo.layers(),
                head);
    }

    /**
     * All layers for that many classes.
     *
     * @throws IllegalArgumentException if it cannot be built; the message says why
     */
    public NetworkGraph graph(int classes) {
        return NetworkGraph.compile(spec(classes));
    }

    /** One line for the settings. */
    String toSetting() {
        return NetworkJson.write(forTwo);
    }

    /** Reads {@link #toSetting()}; empty if the line is not one, or names what this version does not have. */
    static Optional<NetworkChoice> ofSetting(String line) {
        try {
            NetworkChoice choice = line.startsWith("{") ? new NetworkChoice(NetworkJson.read(line)) : ofWords(line);
            Variants.named(choice.variant());
            return Optional.of(choice.graph(10).spec()).map(spec -> choice);
        } catch (IllegalArgumentException | MalformedJsonException e) {
            // A setting of another version is not worth a message: the default takes its place.
            return Optional.empty();
        }
    }

    /** What version 0.1.0 wrote: {@code resnet18 64 B}. */
    private static NetworkChoice ofWords(String line) {
        String[] words = line.split(" ", -1);
        if (words.length != 3) {
            throw new IllegalArgumentException("This is not a network: " + line);
        }
        String variant = Variants.named(words[0]).name();
        return new NetworkChoice(
                Variants.spec(variant, Integer.parseInt(words[1]), TWO).withShortcut(Shortcut.valueOf(words[2])));
    }
}
