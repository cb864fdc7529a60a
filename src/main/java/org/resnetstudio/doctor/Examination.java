package org.resnetstudio.doctor;

import java.io.IOException;
import java.util.Optional;
import org.resnetstudio.engine.dl4j.Dl4jEngine;
import org.resnetstudio.engine.pytorch.PyTorchEngine;
import org.resnetstudio.training.EngineChoice;

/** Asks everybody on this machine. */
public final class Examination {
    private Examination() {}

    /**
     * Looks for graphics cards and asks both engines at once; takes some seconds.
     *
     * @throws IOException if no process can be started
     */
    public static Diagnosis ofThisMachine() throws IOException, InterruptedException {
        Optional<String> libtorch = PyTorchEngine.flavor();
        try (ProbeProcess dl4j = ProbeProcess.start(EngineChoice.DL4J)) {
            EngineProbe pytorch = libtorch.isPresent()
                    ? ask(EngineChoice.PYTORCH)
                    : EngineProbe.failing(EngineChoice.PYTORCH, "not there: libtorch does not exist for this system");
            return new Diagnosis(Graphics.ofThisMachine(), Dl4jEngine.hasCuda(), libtorch, dl4j.answer(), pytorch);
        }
    }

    private static EngineProbe ask(EngineChoice engine) throws IOException, InterruptedException {
        try (ProbeProcess process = ProbeProcess.start(engine)) {
            return process.answer();
        }
    }
}
