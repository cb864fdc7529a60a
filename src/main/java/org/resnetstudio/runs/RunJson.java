package org.resnetstudio.runs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.resnetstudio.augmentation.Augmentations;
import org.resnetstudio.codec.FileVersions;
import org.resnetstudio.codec.MalformedJsonException;
import org.resnetstudio.codec.NewerFormatException;
import org.resnetstudio.codec.StudioJson;
import org.resnetstudio.image.Normalization;
import org.resnetstudio.job.Job;
import org.resnetstudio.job.JobJson;

/** {@code run.json}: a {@link RunRecord} with its {@link Job}. Format 1 had the network and the settings side by side. */
final class RunJson {
    private static final FileVersions VERSIONS = new FileVersions(
            "format",
            List.of(
                    RunJson::withJob,
                    run -> withJob(run, JobJson::toFormat2),
                    run -> withJob(run, JobJson::toFormat3)));

    private RunJson() {}

    static byte[] write(RunRecord run) {
        ObjectNode json = VERSIONS.create();
        json.put("createdMillis", run.createdMillis());
        json.set("job", JobJson.toTree(run.job()));
        json.set("classes", StudioJson.MAPPER.valueToTree(run.classes()));
        json.set("normalization", StudioJson.MAPPER.valueToTree(run.normalization()));
        json.set("data", StudioJson.MAPPER.valueToTree(run.data()));
        json.put("engine", run.engine()).put("device", run.device());
        json.put("way", run.way()).put("threads", run.threads());
        json.set("versions", StudioJson.MAPPER.valueToTree(run.versions()));
        return JobJson.pretty(json);
    }

    static RunRecord read(String text) throws MalformedJsonException, NewerFormatException {
        JsonNode json = VERSIONS.upgraded(StudioJson.parse(text, "run.json"), "run.json");
        RunFields fields = StudioJson.read(json, RunFields.class, "run.json");
        return new RunRecord(
                fields.createdMillis(),
                JobJson.fromTree(fields.job()),
                fields.classes(),
                fields.normalization(),
                fields.data(),
                fields.engine(),
                fields.device(),
                fields.way(),
                fields.threads(),
                new TreeMap<>(fields.versions()));
    }

    /** Format 2: what was asked for is a job. Versions before that left out what they did not have. All values are those of then. */
    private static ObjectNode withJob(ObjectNode run) {
        ObjectNode next = run.deepCopy();
        JsonNode network = next.remove("network");
        JsonNode config = next.remove("config");
        ObjectNode training = config instanceof ObjectNode settings ? settings : StudioJson.MAPPER.createObjectNode();
        ObjectNode transfer =
                training.path("transfer") instanceof ObjectNode known ? known : training.putObject("transfer");
        putIfAbsent(transfer, "pretrained", "");
        putIfAbsent(transfer, "frozenStages", 0);
        putIfAbsent(transfer, "frozenEpochs", 0);
        putIfAbsent(transfer, "unfrozenRate", 1.0);
        putIfAbsent(transfer, "cachedVariants", 0);
        if (training.path("preparation") instanceof ObjectNode preparation) {
            int sizePx = network == null
                    ? 0
                    : network.path("input").path("imageSizePx").asInt();
            JsonNode list = preparation.remove("augmentation");
            preparation.set("augmentations", augmentations(list == null ? "none" : list.asText(), sizePx));
        }
        ObjectNode job = next.putObject("job");
        job.set("network", network);
        job.set("training", training);
        job.putObject("data")
                .put("folder", next.path("data").path("source").asText("unknown"))
                .put("validationFraction", 0.2);
        job.put("engine", next.path("engine").asText()).put("device", "auto");
        putIfAbsent(next, "device", "");
        putIfAbsent(next, "way", "direct");
        putIfAbsent(next, "threads", 0);
        return next;
    }

    /** Format 3 has jobs of format 2, format 4 those of format 3. */
    private static ObjectNode withJob(ObjectNode run, UnaryOperator<ObjectNode> step) {
        ObjectNode next = run.deepCopy();
        if (next.path("job") instanceof ObjectNode job) {
            next.set("job", step.apply(job));
        }
        return next;
    }

    /** The text of {@code --augment} with the strengths that names alone meant then. */
    private static JsonNode augmentations(String list, int sizePx) {
        Map<String, String> alone = Map.of(
                "crop", "crop=" + (int) Math.max(1, Math.min(512, Math.rint(sizePx / 8.0))),
                "rotation", "rotation=15",
                "shift", "shift=0.1",
                "zoom", "zoom=0.1",
                "gamma", "gamma=0.3");
        String whole = Arrays.stream(list.split(",", -1))
                .map(String::strip)
                .map(name -> alone.getOrDefault(name, name))
                .collect(Collectors.joining(","));
        return StudioJson.MAPPER.valueToTree(Augmentations.parse(whole, Math.max(1, sizePx)));
    }

    private static void putIfAbsent(ObjectNode object, String field, Object value) {
        object.putIfAbsent(field, StudioJson.MAPPER.valueToTree(value));
    }

    /** The fields of the document. */
    private record RunFields(
            long createdMillis,
            ObjectNode job,
            List<String> classes,
            Normalization normalization,
            RunRecord.DataSummary data,
            String engine,
            String device,
            String way,
            int threads,
            Map<String, String> versions) {}
}
