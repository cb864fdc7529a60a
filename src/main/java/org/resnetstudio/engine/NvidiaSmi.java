package org.resnetstudio.engine;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the driver's own program {@code nvidia-smi} says about the cards of this machine. Cards come in the order of their slots, which
 * is CUDA's too where {@code CUDA_DEVICE_ORDER} is {@code PCI_BUS_ID}; {@code CUDA_VISIBLE_DEVICES} hides cards here as it does there.
 */
public final class NvidiaSmi {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String FIELDS = "name,memory.total,driver_version";

    /**
     * What it answered.
     *
     * @param cards that can be seen
     * @param installed whether there is such a program
     * @param problem its words, if it found no card for another reason than that there is none; else empty
     */
    public record Answer(List<GraphicsCard> cards, boolean installed, String problem) {
        public Answer {
            cards = List.copyOf(cards);
        }
    }

    /** Runs a program. */
    @FunctionalInterface
    public interface Runner {
        /**
         * Its exit code and everything that it printed.
         *
         * @throws IOException if there is no such program
         */
        SystemCommand.Output run(List<String> command) throws IOException;
    }

    private final Runner runner;
    private final Map<String, String> environment;

    /** With a program runner and the environment that the engines see. */
    public NvidiaSmi(Runner runner, Map<String, String> environment) {
        this.runner = runner;
        this.environment = Map.copyOf(environment);
    }

    /** The cards of this machine. */
    public static Answer askThisMachine() {
        return new NvidiaSmi(command -> SystemCommand.run(command, LIMIT, true), System.getenv()).ask();
    }

    /** Asks it; drivers before 510 do not know their card's compute capability. */
    public Answer ask() {
        String visible = environment.get("CUDA_VISIBLE_DEVICES");
        if (visible != null && (visible.isBlank() || visible.startsWith("-"))) {
            return new Answer(List.of(), true, "");
        }
        List<String> command = new ArrayList<>(List.of("nvidia-smi"));
        if (visible != null) {
            command.addAll(List.of("-i", visible.split(",", -1)[0].strip()));
        }
        command.add("--format=csv,noheader,nounits");
        try {
            SystemCommand.Output output = runner.run(with(command, "--query-gpu=" + FIELDS + ",compute_cap"));
            if (output.exitCode() != 0 && output.text().contains("compute_cap")) {
                output = runner.run(with(command, "--query-gpu=" + FIELDS));
            }
            return read(output);
        } catch (IOException notThere) {
            return new Answer(List.of(), false, "");
        }
    }

    private static Answer read(SystemCommand.Output output) {
        List<GraphicsCard> cards = new ArrayList<>();
        if (output.exitCode() == 0) {
            output.text().lines().forEach(line -> card(line).ifPresent(cards::add));
        }
        boolean none = !cards.isEmpty() || output.text().contains("No devices were found");
        return new Answer(cards, true, none ? "" : firstLine(output.text()));
    }

    /** Reads {@code NVIDIA GeForce RTX 3060, 12288, 550.54.14, 8.6}, in mebibytes. */
    private static Optional<GraphicsCard> card(String line) {
        List<String> fields = List.of(line.split("\\s*,\\s*", -1));
        if (fields.size() < 3 || !fields.get(1).matches("\\d{1,9}|\\[.*\\]")) {
            return Optional.empty();
        }
        // cards that share the machine's memory say [N/A]
        long mebibytes = fields.get(1).startsWith("[") ? 0 : Long.parseLong(fields.get(1));
        Optional<ComputeCapability> capability =
                fields.size() > 3 ? ComputeCapability.parse(fields.get(3)) : Optional.empty();
        return Optional.of(new GraphicsCard(fields.get(0).strip(), mebibytes << 20, capability, fields.get(2)));
    }

    private static String firstLine(String text) {
        return text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .findFirst()
                .orElse("no answer");
    }

    private static List<String> with(List<String> command, String argument) {
        List<String> all = new ArrayList<>(command);
        all.add(argument);
        return all;
    }
}
