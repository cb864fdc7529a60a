package org.resnetstudio.training;

import java.util.ArrayList;
import java.util.List;
import org.resnetstudio.network.NetworkOption;
import org.resnetstudio.network.NetworkOptions;
import org.resnetstudio.network.ResNetSpec;
import org.resnetstudio.network.Variants;

/** A network as the options of the command line: its variant, and what was changed in it. */
public final class NetworkArguments {
    private NetworkArguments() {}

    /**
     * The options that make this network; the number of classes is none of them.
     *
     * @throws IllegalArgumentException if its variant is not known
     */
    public static List<String> of(ResNetSpec spec) {
        ResNetSpec variant = Variants.spec(
                spec.variant(), spec.input().imageSizePx(), spec.input().classes());
        List<String> arguments = new ArrayList<>(List.of(
                "--variant",
                spec.variant(),
                "--image-size",
                Integer.toString(spec.input().imageSizePx())));
        boolean otherBlock = !NetworkOptions.BLOCK.of(spec).equals(NetworkOptions.BLOCK.of(variant));
        for (NetworkOption<?> option : NetworkOptions.ALL) {
            // another block would bring the stages that keep a CIFAR network's depth
            boolean stages = otherBlock && option.equals(NetworkOptions.STAGES);
            if (stages || !option.of(spec).equals(option.of(variant))) {
                arguments.add(option.flag());
                arguments.add(option.textOf(spec));
            }
        }
        return List.copyOf(arguments);
    }
}
