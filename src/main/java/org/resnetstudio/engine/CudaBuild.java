package org.resnetstudio.engine;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

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
 * <p>Cards: the compute capabilities that the libraries hold machine code for. Neither holds code that a driver could translate for
 * later generations.
 */
public enum CudaBuild {
    /** Deeplearning4j's, {@code nd4j-cuda-11.6}. */
    CUDA_11_6("11.6", "450.80.02", "452.39", "3.7 5.0 5.2 6.0 6.1 7.0 7.5 8.0 8.6"),
    /** libtorch's, {@code pytorch-native-cu124}. */
    CUDA_12_4("12.4", "525.60.13", "528.33", "5.0 6.0 7.0 7.5 8.0 8.6 9.0");

    /** Why a build cannot use a card. */
    public enum Obstacle {
        /** It has no machine code for so new a card. */
        CARD_TOO_NEW,
        /** It has no machine code for so old a card. */
        CARD_TOO_OLD,
        /** The driver is older than the libraries need. */
        DRIVER_TOO_OLD
    }

    private final String version;
    private final String linuxDriver;
    private final String windowsDriver;
    private final String codes;

    CudaBuild(String version, String linuxDriver, String windowsDriver, String codes) {
        this.version = version;
        this.linuxDriver = linuxDriver;
        this.windowsDriver = windowsDriver;
        this.codes = codes;
    }

    /** The version of CUDA, such as {@code 11.6}. */
    public String version() {
        return version;
    }

    /** The oldest driver that works. */
    public String oldestDriver(boolean windows) {
        return windows ? windowsDriver : linuxDriver;
    }

    /** What keeps this build from using a card; empty if nothing is known to, as for cards that do not tell their capability. */
    public Optional<Obstacle> obstacle(GraphicsCard card, boolean windows) {
        if (card.capability().isPresent()) {
            ComputeCapability capability = card.capability().get();
            if (codes().noneMatch(code -> code.codeRunsOn(capability))) {
                boolean newer = codes().allMatch(code -> code.compareTo(capability) < 0);
                return Optional.of(newer ? Obstacle.CARD_TOO_NEW : Obstacle.CARD_TOO_OLD);
            }
        }
        return olderThan(card.driver(), oldestDriver(windows))
                ? Optional.of(Obstacle.DRIVER_TOO_OLD)
                : Optional.empty();
    }

    private Stream<ComputeCapability> codes() {
        return Arrays.stream(codes.split(" ", -1)).flatMap(code -> ComputeCapability.parse(code).stream());
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
