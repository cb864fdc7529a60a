package org.resnetstudio.weights;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Brings tensors that PyTorch programs saved under torchvision's names: those of timm's pre-activation networks ({@code resnetv2_50}),
 * and of networks that something was wrapped around ({@code module.conv1.weight}).
 */
public final class ForeignNames {
    private static final Pattern STAGE = Pattern.compile("stages\\.(\\d+)\\.blocks\\.(\\d+)\\.(.*)");
    private static final Pattern NORM = Pattern.compile("norm(\\d)\\.(.*)");

    private ForeignNames() {}

    /** The same tensors under torchvision's names where there is one for them, without the counters of PyTorch's batch norm. */
    public static Weights toTorchvision(Weights weights) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        weights.tensors().forEach((name, tensor) -> {
            if (!name.endsWith(".num_batches_tracked")) {
                tensors.put(name, tensor);
            }
        });
        Map<String, Tensor> renamed = new LinkedHashMap<>();
        int prefix = prefix(tensors);
        tensors.forEach((name, tensor) -> {
            String own = rename(name.substring(prefix));
            renamed.put(own, own.equals("fc.weight") ? matrix(tensor) : tensor);
        });
        return new Weights(renamed);
    }

    /** Length of what all names begin with, such as {@code module.}; ends behind a dot. */
    private static int prefix(Map<String, Tensor> tensors) {
        Optional<String> first = tensors.keySet().stream().findFirst();
        int length = 0;
        while (first.isPresent()) {
            int end = first.get().indexOf('.', length) + 1;
            // the last dot stands before a tensor's own name, such as weight
            if (end == 0 || first.get().indexOf('.', end) < 0) {
                break;
            }
            String candidate = first.get().substring(0, end);
            if (!tensors.keySet().stream().allMatch(name -> name.startsWith(candidate))) {
                break;
            }
            length = end;
        }
        return length;
    }

    private static String rename(String name) {
        Matcher stage = STAGE.matcher(name);
        if (stage.matches()) {
            String rest = stage.group(3)
                    .replace("downsample.conv.", "downsample.0.")
                    .replace("downsample.norm.", "downsample.1.");
            Matcher norm = NORM.matcher(rest);
            return "layer" + (Integer.parseInt(stage.group(1)) + 1) + "." + stage.group(2) + "."
                    + (norm.matches() ? "bn" + norm.group(1) + "." + norm.group(2) : rest);
        }
        for (List<String> pair :
                List.of(List.of("stem.conv.", "conv1."), List.of("stem.norm.", "bn1."), List.of("head.fc.", "fc."))) {
            if (name.startsWith(pair.get(0))) {
                return pair.get(1) + name.substring(pair.get(0).length());
            }
        }
        return name;
    }

    /** A head that was saved as a 1 x 1 convolution, as what it is. */
    private static Tensor matrix(Tensor tensor) {
        List<Integer> shape = tensor.shape();
        return shape.size() == 4 && shape.get(2) == 1 && shape.get(3) == 1
                ? new Tensor(shape.subList(0, 2), tensor.values())
                : tensor;
    }
}
