package org.resnetstudio.benchmark;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.resnetstudio.engine.Way;

/**
 * What an engine computed in a trial.
 *
 * @param way how it computed
 * @param losses of the steps, before each update
 * @param weights file of the weights after the last step
 * @param onCard whether it computed on a graphics card
 * @param imagesPerSecond of training steps of the network that stands for the family; empty if that was not measured
 */
public record TrialResult(Way way, List<Double> losses, Path weights, boolean onCard, OptionalDouble imagesPerSecond) {
    public TrialResult {
        losses = List.copyOf(losses);
    }
}
