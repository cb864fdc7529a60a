package org.resnetstudio.runs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.resnetstudio.codec.JsonFields;
import org.resnetstudio.job.JobJson;

/** Every setting of runs, side by side. */
public final class RunSettings {
    private RunSettings() {}

    /**
     * A setting in which runs differ.
     *
     * @param name where it stands: {@code training.schedule.kind}
     * @param values one for each run, in their order; an empty text where a run has no such setting
     */
    public record Difference(String name, List<String> values) {
        public Difference {
            values = List.copyOf(values);
        }
    }

    /** What a run was started with, by name, in the order of its job: {@code training.epochs} is {@code 15}. */
    public static Map<String, String> of(RunRecord run) {
        ObjectNode job = JobJson.toTree(run.job());
        // what was asked for, and what was taken
        job.put("engine", run.engine()).put("device", run.device());
        Map<String, String> settings = JsonFields.byPlace(job);
        settings.put("way", run.way());
        settings.put("threads", Integer.toString(run.threads()));
        settings.put("data.sha256", run.data().sha256());
        settings.put("data.train", Integer.toString(run.data().trainSamples()));
        settings.put("data.validation", Integer.toString(run.data().validationSamples()));
        settings.put("data.test", Integer.toString(run.data().testSamples()));
        settings.put("classes", Integer.toString(run.classes().size()));
        run.versions().forEach((name, version) -> settings.put("versions." + name, version));
        return settings;
    }

    /** The settings in which some of the runs differ, in the order of the first one's. */
    public static List<Difference> differences(List<RunRecord> runs) {
        List<Map<String, String>> all = runs.stream().map(RunSettings::of).toList();
        Set<String> names = new LinkedHashSet<>();
        all.forEach(settings -> names.addAll(settings.keySet()));
        List<Difference> differences = new ArrayList<>();
        for (String name : names) {
            List<String> values = all.stream()
                    .map(settings -> settings.getOrDefault(name, ""))
                    .toList();
            if (Set.copyOf(values).size() > 1) {
                differences.add(new Difference(name, values));
            }
        }
        return differences;
    }
}
