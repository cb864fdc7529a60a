package org.resnetstudio.dataset;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A picture that a source offers.
 *
 * @param file absolute
 * @param className its label; empty when the source says nothing
 * @param split its split; empty when the source says nothing
 */
public record FoundImage(Path file, Optional<String> className, Optional<Split> split) {}
