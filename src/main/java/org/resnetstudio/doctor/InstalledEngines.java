package org.resnetstudio.doctor;

import java.util.ArrayList;
import java.util.List;
import org.resnetstudio.benchmark.EngineWays;
import org.resnetstudio.engine.Way;
import org.resnetstudio.engine.dl4j.Dl4jEngine;
import org.resnetstudio.engine.pytorch.PyTorchEngine;
import org.resnetstudio.training.EngineChoice;

/** The engines that this installation has for a machine such as this one; loads none of them. */
public final class InstalledEngines {
    private static final String HIDDEN_CACHES =
            "is known to compute wrong numbers on AMD's processors where they hide the sizes of their caches";

    private InstalledEngines() {}

    /** Whether one of them has libraries for graphics cards. */
    public static boolean haveCuda() {
        return Dl4jEngine.hasCuda() || PyTorchEngine.flavor().orElse("").startsWith("cu");
    }

    /** The home engine first. */
    public static List<EngineWays> ofThisMachine() {
        List<EngineWays> engines = new ArrayList<>();
        engines.add(new EngineWays(EngineChoice.DL4J, Dl4jEngine.ways(), ""));
        if (PyTorchEngine.isInstalled()) {
            List<Way> ways = PyTorchEngine.ways();
            int first = ways.indexOf(PyTorchEngine.firstWay());
            engines.add(new EngineWays(
                    EngineChoice.PYTORCH, ways.subList(first, ways.size()), first == 0 ? "" : HIDDEN_CACHES));
        }
        return engines;
    }
}
