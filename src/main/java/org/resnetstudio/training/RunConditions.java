package org.resnetstudio.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.resnetstudio.engine.Device;
import org.resnetstudio.engine.Engine;
import org.resnetstudio.job.DeviceChoice;
import org.resnetstudio.runs.RunRecord;

/** What the last digits of a run depend on beside its settings and pictures: library, device and number of threads. */
final class RunConditions {
    private static final String CAN_DIFFER =
            ": from here on its numbers can differ in the last digits from those of a run in one piece.";

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
    static List<String> differences(RunRecord record, Engine engine, int threads) {
        List<String> differences = new ArrayList<>();
        String library = record.versions().getOrDefault("library", "");
        String with = "with " + engine.description();
        if (!record.engine().equals(engine.name())) {
            differences.add(sentence("with " + (library.isEmpty() ? record.engine() : library), with));
        } else if (!library.isEmpty() && !library.equals(engine.description())) {
            differences.add(sentence("with " + library, with));
        }
        boolean sameLibrary = differences.isEmpty();
        boolean known = !record.device().isEmpty();
        if (known && !record.device().equals(device(engine))) {
            differences.add(sentence("on " + place(record.device()), "on " + place(device(engine))));
        } else if (sameLibrary
                && engine.device().kind() == Device.Kind.CPU
                && !record.way().equals(engine.way().shortName())) {
            differences.add("The library computes in another way than when the run was started ("
                    + engine.way().shortName() + " instead of " + record.way() + ")" + CAN_DIFFER);
        } else if (engine.device().kind() == Device.Kind.CPU && record.threads() > 0 && record.threads() != threads) {
            differences.add(sentence("with " + record.threads() + " threads", "with " + threads) + " OMP_NUM_THREADS="
                    + record.threads() + " in the environment keeps them.");
        }
        return differences;
    }

    private static String sentence(String before, String now) {
        return "The run was started " + before + " and goes on " + now + CAN_DIFFER;
    }

    private static String place(String device) {
        return device.equals(DeviceChoice.CPU.shortName()) ? "the processor" : "a graphics card";
    }
}
