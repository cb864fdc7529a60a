package org.resnetstudio.engine;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * NVIDIA's number for what a graphics card can do; the major number names its generation.
 *
 * @param major 3 Kepler, 5 Maxwell, 6 Pascal, 7 Volta and Turing, 8 Ampere and Ada, 9 Hopper, 10 and 12 Blackwell
 * @param minor step within the generation
 */
public record ComputeCapability(int major, int minor) implements Comparable<ComputeCapability> {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})");

    public ComputeCapability {
        if (major < 1 || minor < 0) {
            throw new IllegalArgumentException(
                    "A compute capability is at least 1.0, not " + major + "." + minor + ": check the card's number.");
        }
    }

    /** Reads {@code 8.6}; empty for anything else. */
    public static Optional<ComputeCapability> parse(String text) {
        Matcher matcher = TEXT.matcher(text.strip());
        return matcher.matches() && !matcher.group(1).equals("0")
                ? Optional.of(
                        new ComputeCapability(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))))
                : Optional.empty();
    }

    /** Whether machine code for this one runs on a card: within a generation, later steps run the code of earlier ones. */
    boolean codeRunsOn(ComputeCapability card) {
        return major == card.major && minor <= card.minor;
    }

    @Override
    public int compareTo(ComputeCapability other) {
        return Comparator.comparingInt(ComputeCapability::major)
                .thenComparingInt(ComputeCapability::minor)
                .compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
