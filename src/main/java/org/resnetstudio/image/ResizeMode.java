package org.resnetstudio.image;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.resnetstudio.problem.InvalidValueException;
import org.resnetstudio.problem.Sentence;

/** How a picture becomes a square. */
public enum ResizeMode {
    /** Width and height are scaled to the square, each by itself: everything is seen, shapes are distorted. */
    SQUASH,
    /** The shorter side is scaled to the square and the middle of the longer one is kept. */
    CROP,
    /** The longer side is scaled to the square and the rest filled with black: everything is seen, undistorted. */
    PAD;

    /** The name on the command line, in {@code run.json} and in an exported model. */
    public String cliName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads a name as {@link #cliName()} gives it, in any case.
     *
     * @throws IllegalArgumentException for any other name; the message lists the valid ones
     */
    public static ResizeMode parse(String name) {
        return Arrays.stream(values())
                .filter(mode -> mode.cliName().equalsIgnoreCase(name.strip()))
                .findFirst()
                .orElseThrow(() -> new InvalidValueException(Sentence.of(
                        "problem.image.resize-unknown",
                        name,
                        Arrays.stream(values()).map(ResizeMode::cliName).collect(Collectors.joining(", ")))));
    }
}
