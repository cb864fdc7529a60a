package org.resnetstudio.ui.network;

import java.util.Map;
import java.util.OptionalDouble;
import org.resnetstudio.benchmark.EngineComparison;
import org.resnetstudio.benchmark.Workload;
import org.resnetstudio.network.NetworkGraph;

/**
 * What a network would be trained with.
 *
 * @param pictures that it would learn from; 0 while there are none
 * @param batchSize pictures per update, as chosen for the next run
 * @param device whose memory it would take
 * @param rates what was measured on this machine, by family of networks
 */
record NetworkSurroundings(int pictures, int batchSize, TrainingDevice device, Map<Workload, EngineComparison> rates) {
    /** How long an epoch would take, in seconds; empty without pictures, or if nothing of the kind was measured here. */
    OptionalDouble epochSeconds(NetworkGraph graph) {
        Workload family = Workload.standingFor(graph.spec());
        EngineComparison comparison = rates.getOrDefault(family, EngineComparison.UNKNOWN);
        if (pictures == 0 || comparison.imagesPerSecond().isEmpty()) {
            return OptionalDouble.empty();
        }
        double rate = comparison.rate(comparison.fastest()).orElseThrow();
        return OptionalDouble.of(pictures / family.rateOf(graph, rate));
    }
}
