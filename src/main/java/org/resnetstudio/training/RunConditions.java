package org.resnetstudio.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.resnetstudio.engine.Device;
import org.resnetstudio.engine.Engine;
import org.resnetstudio.job.DeviceChoice;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.runs.RunRecord;

/** What the last digits of a run depend on beside its settings and pictures: library, device and number of threads. */
final class RunConditions {
    private RunConditions() {}

    /** The device of an engine as runs keep it, which is as {@link DeviceChoice} takes it. */
    static String device(Engine engine) {
        return engine.device().kind().name().toLowerCase(Locale.ROOT);
    }

    /**
     * In what a run goes on otherwise than it was started, a sentence each. What its record does not tell counts as the same.
     *
     * @param threads that the engine computes with
     */
    static List<Sentence> differences(RunRecord record, Engine engine, int threads) {
        List<Sentence> differences = new ArrayList<>();
        String library = record.versions().getOrDefault("library", "");
        Sentence with = withLibrary(engine.description());
        if (!record.engine().equals(engine.name())) {
            differences.add(goesOn(withLibrary(library.isEmpty() ? record.engine() : library), with));
        } else if (!library.isEmpty() && !library.equals(engine.description())) {
            differences.add(goesOn(withLibrary(library), with));
        }
        boolean sameLibrary = differences.isEmpty();
        boolean known = !record.device().isEmpty();
        if (known && !record.device().equals(device(engine))) {
            differences.add(goesOn(place(record.device()), place(device(engine))));
        } else if (sameLibrary
                && engine.device().kind() == Device.Kind.CPU
                && !record.way().equals(engine.way().shortName())) {
            differences.add(
                    Sentence.of("problem.training.other-way", engine.way().shortName(), record.way()));
        } else if (engine.device().kind() == Device.Kind.CPU && record.threads() > 0 && record.threads() != threads) {
            differences.add(Sentence.of(
                    "problem.training.goes-on-threads",
                    Sentence.of("problem.training.with-threads", record.threads()),
                    Sentence.of("problem.training.with-number", threads),
                    record.threads()));
        }
        return differences;
    }

    private static Sentence withLibrary(String library) {
        return Sentence.of("problem.training.with-library", library);
    }

    private static Sentence goesOn(Sentence before, Sentence now) {
        return Sentence.of("problem.training.goes-on", before, now);
    }

    private static Sentence place(String device) {
        return device.equals(DeviceChoice.CPU.shortName())
                ? Sentence.of("problem.training.on-processor")
                : Sentence.of("problem.training.on-card");
    }
}
