package org.resnetstudio.benchmark;

import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.resnetstudio.codec.NetworkJson;
import org.resnetstudio.network.NetworkGraph;
import org.resnetstudio.training.TrainerCommand;
import org.resnetstudio.weights.Safetensors;
import org.resnetstudio.weights.Tensor;
import org.resnetstudio.weights.Weights;

/**
 * Stands in for {@code studio trial} with an engine that crashes, hangs, fails, or computes wrong numbers in some of its ways. Right
 * numbers are those of a formula.
 */
final class PretendTrial {
    /** How the engine behaves in a way. */
    enum Behaviour {
        RIGHT,
        /** Every weight changes by 5 % too much. */
        OFF,
        /** As {@link #OFF}, but in one convolution only. */
        ONE_LAYER_OFF,
        /** Wrong by so much that it agrees with nothing. */
        WILD,
        LOSS_OFF,
        NAN,
        NAN_WEIGHTS,
        CRASH,
        HANG,
        COMPLAIN,
        MEMORY,
        MUMBLE
    }

    private PretendTrial() {}

    /**
     * Starts it in a process of its own.
     *
     * @param behaviours by engine and way, such as {@code pytorch direct}; all others are right
     */
    static TrainerCommand command(List<String> arguments, Map<String, Behaviour> behaviours) {
        String key = after(arguments, "--engine") + " " + after(arguments, "--way");
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                PretendTrial.class.getName(),
                behaviours.getOrDefault(key, Behaviour.RIGHT).name(),
                after(arguments, "--network"),
                after(arguments, "--weights"));
        return new TrainerCommand(command, Map.of());
    }

    private static String after(List<String> arguments, String option) {
        return arguments.get(arguments.indexOf(option) + 1);
    }

    /** Behaves as the first argument says. */
    public static void main(String[] arguments) throws Exception {
        Behaviour behaviour = Behaviour.valueOf(arguments[0]);
        System.err.println("a native library's noise");
        switch (behaviour) {
            case CRASH -> writeToNull();
            case HANG -> Thread.sleep(600_000);
            case MEMORY -> throw new OutOfMemoryError("Cannot allocate 4 GB");
            case COMPLAIN -> {
                System.err.println("PyTorch needs a newer C library than this system has: update the system.");
                System.exit(1);
            }
            case MUMBLE -> System.out.println("Loading …");
            default -> {
                NetworkGraph graph = NetworkGraph.compile(NetworkJson.read(Files.readString(Path.of(arguments[1]))));
                Safetensors.write(Path.of(arguments[2]), weights(graph, behaviour), Map.of());
                String first = behaviour == Behaviour.NAN ? "NaN" : behaviour == Behaviour.LOSS_OFF ? "2.4" : "2.3";
                System.out.println("Loading …\n{\"losses\":[\"" + first
                        + "\",\"2.2\",\"2.1\"],\"device\":\"CPU\",\"imagesPerSecond\":50}");
            }
        }
    }

    private static Weights weights(NetworkGraph graph, Behaviour behaviour) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        EngineTrial.firstWeights(graph).tensors().forEach((name, tensor) -> {
            float[] values = tensor.values().clone();
            boolean off = behaviour == Behaviour.OFF
                    || (behaviour == Behaviour.ONE_LAYER_OFF && name.equals("layer2.0.conv2.weight"));
            double scale = off ? 1.05 : behaviour == Behaviour.WILD ? 1 + new java.util.Random().nextDouble() : 1;
            for (int i = 0; i < values.length; i++) {
                values[i] -= (float) (scale * 1e-3 * Math.sin(i + name.hashCode()));
            }
            if (behaviour == Behaviour.NAN_WEIGHTS) {
                Arrays.fill(values, Float.NaN);
            }
            tensors.put(name, new Tensor(tensor.shape(), values));
        });
        return new Weights(tensors);
    }

    private static void writeToNull() throws Exception {
        Class<?> type = Class.forName("sun.misc.Unsafe");
        Field instance = type.getDeclaredField("theUnsafe");
        instance.setAccessible(true);
        type.getMethod("putAddress", long.class, long.class).invoke(instance.get(null), 0L, 0L);
    }
}
