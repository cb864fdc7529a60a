package org.resnetstudio.engine.pytorch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.training.GradientCollector;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Compares libtorch's convolutions with sums of matrix products over a sweep of shapes: the result and both gradients. Run it on a
 * processor that is in doubt. Each stretch of shapes is a process of its own, which a crash ends; the sweep goes on behind it.
 *
 * <pre>java -cp target/test-classes:target/classes:$(cat target/class-path.txt) org.resnetstudio.engine.pytorch.ConvolutionSweep [KERNEL...]</pre>
 */
public final class ConvolutionSweep {
    private static final int[] CHANNELS = {3, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048};
    private static final int[] SIZES = {1, 2, 4, 7, 8, 14, 28, 56, 112};
    private static final int[] BATCHES = {2, 8};
    private static final double TOLERANCE = 1e-4;
    /** Multiply-adds of a case; larger ones take too long. */
    private static final long MOST_FLOPS = 400_000_000L;

    private ConvolutionSweep() {}

    private record Case(int kernel, int in, int out, int size, int stride, int batch, boolean channelsLast) {
        long flops() {
            long side = (size + stride - 1L) / stride;
            return (long) batch * out * in * kernel * kernel * side * side;
        }
    }

    /** Sweeps; the exit code is 1 if anything was wrong. */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length > 1 && arguments[0].equals("--from")) {
            work(cases(List.of(arguments).subList(2, arguments.length)), Integer.parseInt(arguments[1]));
            return;
        }
        List<String> kernels = arguments.length == 0 ? List.of("1", "3", "7") : List.of(arguments);
        List<Case> cases = cases(kernels);
        int next = 0;
        int wrong = 0;
        double worst = 0;
        while (next < cases.size()) {
            Process child = start(next, kernels);
            int begun = next - 1;
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    String[] words = line.split(" ", -1);
                    if (words[0].equals("begin")) {
                        begun = Integer.parseInt(words[1]);
                    } else if (words[0].equals("off")) {
                        double off = Double.parseDouble(words[2]);
                        worst = Math.max(worst, off <= TOLERANCE ? off : worst);
                        if (!(off <= TOLERANCE)) {
                            wrong++;
                            System.out.println("WRONG by " + words[2] + " (" + words[3] + "): " + cases.get(begun));
                        }
                    }
                }
            }
            int code = child.waitFor();
            if (code == 0) {
                break;
            }
            wrong++;
            System.out.println("CRASH, exit code " + code + ": " + cases.get(Math.max(begun, next)));
            next = Math.max(begun, next) + 1;
        }
        System.out.printf(
                Locale.ROOT,
                "%d shapes, %d wrong; of the others the worst is off by %.1e%n",
                cases.size(),
                wrong,
                worst);
        System.exit(wrong == 0 ? 0 : 1);
    }

    private static Process start(int from, List<String> kernels) throws IOException {
        Path reports = Files.createTempDirectory("convolution-sweep-");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=" + reports.resolve("crash.log"),
                "-cp",
                System.getProperty("java.class.path"),
                ConvolutionSweep.class.getName(),
                "--from",
                Integer.toString(from)));
        command.addAll(kernels);
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static List<Case> cases(List<String> kernels) {
        List<Case> cases = new ArrayList<>();
        for (int kernel : kernels.stream().mapToInt(Integer::parseInt).toArray()) {
            for (int in : CHANNELS) {
                for (int out : CHANNELS) {
                    // kernels of 7 x 7 are in stems only
                    boolean used = kernel == 7 ? in <= 4 : out >= in / 4 && out <= 8 * in;
                    for (int size : SIZES) {
                        for (int stride : new int[] {1, 2}) {
                            for (int batch : BATCHES) {
                                for (boolean last : new boolean[] {true, false}) {
                                    Case one = new Case(kernel, in, out, size, stride, batch, last);
                                    if (used && one.flops() <= MOST_FLOPS) {
                                        cases.add(one);
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
        return cases;
    }

    private static void work(List<Case> cases, int from) throws Exception {
        try (NDManager root = PyTorchRuntime.start(false).newBaseManager(ai.djl.Device.cpu())) {
            for (int i = from; i < cases.size(); i++) {
                System.out.println("begin " + i);
                try (NDManager manager = root.newSubManager()) {
                    compare(i, cases.get(i), manager);
                }
            }
        }
    }

    private static void compare(int index, Case one, NDManager manager) {
        NDArray input = layout(
                manager.randomNormal(new Shape(one.batch(), one.in(), one.size(), one.size())), one.channelsLast());
        NDArray kernel = layout(
                manager.randomNormal(new Shape(one.out(), one.in(), one.kernel(), one.kernel())), one.channelsLast());
        List<NDArray> theirs = results(one, input, kernel, true);
        List<NDArray> ours = results(one, input, kernel, false);
        String[] names = {"result", "gradient-of-input", "gradient-of-kernel"};
        for (int i = 0; i < names.length; i++) {
            double distance =
                    theirs.get(i).sub(ours.get(i)).square().sum().sqrt().toFloatArray()[0];
            double size = ours.get(i).square().sum().sqrt().toFloatArray()[0];
            System.out.println("off " + index + " " + distance / Math.max(size, 1e-20) + " " + names[i]);
        }
    }

    /** The same values with channels next to each other, or not. */
    private static NDArray layout(NDArray array, boolean channelsLast) {
        return channelsLast
                ? array.transpose(0, 2, 3, 1)
                        .duplicate()
                        .flatten()
                        .reshape(array.transpose(0, 2, 3, 1).getShape())
                        .transpose(0, 3, 1, 2)
                        .duplicate()
                : array.duplicate();
    }

    private static List<NDArray> results(Case one, NDArray input, NDArray kernel, boolean theirs) {
        NDArray x = input.duplicate();
        NDArray w = kernel.duplicate();
        x.setRequiresGradient(true);
        w.setRequiresGradient(true);
        try (GradientCollector collector = PyTorchRuntime.engine().newGradientCollector()) {
            int padding = one.kernel() / 2;
            NDArray y = theirs
                    ? Conv2d.conv2d(
                                    x,
                                    w,
                                    null,
                                    new Shape(one.stride(), one.stride()),
                                    new Shape(padding, padding),
                                    new Shape(1, 1),
                                    1)
                            .singletonOrThrow()
                    : taps(one, x, w);
            // a gradient that differs from element to element
            NDArray weights =
                    y.getManager().arange((float) y.size()).mul(0.37f).sin().reshape(y.getShape());
            collector.backward(y.mul(weights).sum());
            return new NDList(y, x.getGradient(), w.getGradient());
        }
    }

    /** The sum over the kernel's elements of matrix products with the input, moved by as much. */
    private static NDArray taps(Case one, NDArray x, NDArray w) {
        int padding = one.kernel() / 2;
        NDArray padded = padding == 0 ? x : x.pad(new Shape(padding, padding, padding, padding), 0);
        int side = (one.size() + 2 * padding - one.kernel()) / one.stride() + 1;
        NDArray sum = null;
        for (int row = 0; row < one.kernel(); row++) {
            for (int column = 0; column < one.kernel(); column++) {
                NDArray moved = padded.get(new NDIndex(
                        ":, :, " + range(row, side, one.stride()) + ", " + range(column, side, one.stride())));
                NDArray pixels = moved.transpose(0, 2, 3, 1).reshape(-1, one.in());
                NDArray tap = w.get(new NDIndex(":, :, " + row + ", " + column));
                NDArray product = pixels.matMul(tap.transpose());
                sum = sum == null ? product : sum.add(product);
            }
        }
        return sum.reshape(one.batch(), side, side, one.out()).transpose(0, 3, 1, 2);
    }

    private static String range(int from, int count, int stride) {
        return from + ":" + (from + (count - 1) * stride + 1) + ":" + stride;
    }
}
