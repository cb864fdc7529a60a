package org.resnetstudio.doctor;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.resnetstudio.engine.EngineProvider;
import org.resnetstudio.engine.Engines;
import org.resnetstudio.job.EngineChoice;
import org.resnetstudio.problem.Sentence;

/** Asks everybody on this machine. */
public final class Examination {
    private Examination() {}

    /**
     * Looks for graphics cards and asks all engines at once; takes some seconds.
     *
     * @throws IOException if no process can be started
     */
    public static Diagnosis ofThisMachine() throws IOException, InterruptedException {
        List<EngineProvider> engines = Engines.ofThisProgram().all();
        Map<EngineProvider, EngineProbe> answers = new HashMap<>();
        ask(engines, answers);
        return new Diagnosis(
                Graphics.ofThisMachine(),
                engines.stream()
                        .map(engine -> ExaminedEngine.of(engine, answers.get(engine)))
                        .toList());
    }

    /** Each is started before the first one is waited for. */
    private static void ask(List<EngineProvider> engines, Map<EngineProvider, EngineProbe> answers)
            throws IOException, InterruptedException {
        if (engines.isEmpty()) {
            return;
        }
        EngineProvider first = engines.get(0);
        List<EngineProvider> others = engines.subList(1, engines.size());
        Optional<Sentence> missing = first.missing();
        if (missing.isPresent()) {
            answers.put(first, EngineProbe.failing(EngineChoice.of(first), "not there: " + missing.get()));
            ask(others, answers);
            return;
        }
        try (ProbeProcess process = ProbeProcess.start(EngineChoice.of(first))) {
            ask(others, answers);
            answers.put(first, process.answer());
        }
    }
}
