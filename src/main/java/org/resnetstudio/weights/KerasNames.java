package org.resnetstudio.weights;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names of layers in {@code keras.applications.ResNet50}, {@code ResNet101} and {@code ResNet152}, in torchvision's words. */
final class KerasNames {
    private static final Pattern BLOCK = Pattern.compile("conv(\\d+)_block(\\d+)_([0-3])_(conv|bn)");

    private KerasNames() {}

    /** The layer that Keras calls so: {@code conv2_block1_0_bn} is {@code layer1.0.downsample.1}. */
    static Optional<String> layer(String name) {
        Matcher block = BLOCK.matcher(name);
        if (block.matches()) {
            int stage = Integer.parseInt(block.group(1)) - 1;
            int index = Integer.parseInt(block.group(2)) - 1;
            boolean convolution = block.group(4).equals("conv");
            String layer = block.group(3).equals("0")
                    ? "downsample." + (convolution ? 0 : 1)
                    : block.group(4) + block.group(3);
            return Optional.of("layer" + stage + "." + index + "." + layer);
        }
        return switch (name) {
            case "conv1_conv" -> Optional.of("conv1");
            case "conv1_bn" -> Optional.of("bn1");
            case "predictions", "probs" -> Optional.of("fc");
            default -> Optional.empty();
        };
    }

    /** The suffix of a tensor: Keras' {@code moving_mean} is torchvision's {@code running_mean}. */
    static Optional<String> tensor(String name) {
        return switch (name) {
            case "kernel", "gamma" -> Optional.of("weight");
            case "bias", "beta" -> Optional.of("bias");
            case "moving_mean" -> Optional.of("running_mean");
            case "moving_variance" -> Optional.of("running_var");
            default -> Optional.empty();
        };
    }
}
