package org.resnetstudio.ui.network;

import java.io.IOException;
import java.util.Map;
import org.resnetstudio.benchmark.EngineComparison;
import org.resnetstudio.benchmark.Workload;

/** What was measured on this machine so far. */
@FunctionalInterface
public interface MeasuredRates {
    /** Rates by family of networks; not for the FX thread. */
    Map<Workload, EngineComparison> read() throws IOException;
}
