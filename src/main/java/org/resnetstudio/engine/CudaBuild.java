package org.resnetstudio.engine;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * CUDA libraries that an engine may be built with, and what they need.
 *
 * <p>Drivers: within a major release of CUDA, programs run on every driver from that of its first minor release on, as long as they
 * bring machine code for the card, which these do (NVIDIA, <a
 * href="https://docs.nvidia.com/deploy/cuda-compatibility/minor-version-compatibility.html">CUDA Compatibility, Minor Version
 * Compatibility</a>, and CUDA Toolkit Release Notes, table 2):
 *
 * <table>
 * <caption>Oldest drivers</caption>
 * <tr><th>CUDA</th><th>Linux</th><th>Windows</th></tr>
 * <tr><td>11.x</td><td>450.80.02</td><td>452.39</td></tr>
 * <tr><td>12.x</td><td>525.60.13</td><td>528.33</td></tr>
 * </table>
 *
 * <p>Cards: the compute capabilities that the libraries hold machine code for, taken to hold no code that a driver could translate for
 * later generations.
 *
 * @param version of CUDA, such as {@code 11.6}
 * @param drivers the oldest that work
 * @param codes compute capabilities, in ascending order
 */
public record CudaBuild(String version, Drivers drivers, List<ComputeCapability> codes) {
    /** The oldest drivers that work. */
    public record Drivers(String linux, String windows) {
        /** For CUDA 11. */
        public static final Drivers OF_CUDA_11 = new Drivers("450.80.02", "452.39");

        /** For CUDA 12. */
        public static final Drivers OF_CUDA_12 = new Drivers("525.60.13", "528.33");
    }

    /** Why a build cannot use a card. */
    public enum Obstacle {
        /** It has no machine code for so new a card. */
        CARD_TOO_NEW,
        /** It has no machine code for so old a card. */
        CARD_TOO_OLD,
        /** The driver is older than the libraries need. */
        DRIVER_TOO_OLD
    }

    public CudaBuild {
        codes = List.copyOf(codes);
    }

    /** With compute capabilities separated by spaces: {@code 7.5 8.0 8.6}. */
    public CudaBuild(String version, Drivers drivers, String codes) {
        this(
                version,
                drivers,
                Arrays.stream(codes.split(" ", -1))
                        .flatMap(code -> ComputeCapability.parse(code).stream())
                        .toList());
    }

    /** The oldest driver that works. */
    public String oldestDriver(boolean windows) {
        return windows ? drivers.windows() : drivers.linux();
    }

    /** What keeps this build from using a card; empty if nothing is known to, as for cards that do not tell their capability. */
    public Optional<Obstacle> obstacle(GraphicsCard card, boolean windows) {
        if (card.capability().isPresent()) {
            ComputeCapability capability = card.capability().get();
            if (codes.stream().noneMatch(code -> code.codeRunsOn(capability))) {
                boolean newer = codes.stream().allMatch(code -> code.compareTo(capability) < 0);
                return Optional.of(newer ? Obstacle.CARD_TOO_NEW : Obstacle.CARD_TOO_OLD);
            }
        }
        return olderThan(card.driver(), oldestDriver(windows))
                ? Optional.of(Obstacle.DRIVER_TOO_OLD)
                : Optional.empty();
    }

    /** Compares versions number by number; one that is not made of numbers counts as new. */
    private static boolean olderThan(String version, String wanted) {
        if (!version.matches("\\d{1,6}(\\.\\d{1,6})*")) {
            return false;
        }
        int[] left = Arrays.stream(version.split("\\.", -1))
                .mapToInt(Integer::parseInt)
                .toArray();
        int[] right = Arrays.stream(wanted.split("\\.", -1))
                .mapToInt(Integer::parseInt)
                .toArray();
        return Arrays.compare(left, right) < 0;
    }
}
