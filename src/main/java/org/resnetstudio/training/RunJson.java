package org.resnetstudio.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.resnetstudio.augmentation.Augmentations;
import org.resnetstudio.codec.FileVersions;
import org.resnetstudio.codec.MalformedJsonException;
import org.resnetstudio.codec.NewerFormatException;
import org.resnetstudio.codec.StudioJson;
import org.resnetstudio.engine.Way;
import org.resnetstudio.image.Normalization;

/** {@code run.json}: a {@link RunRecord} with its {@link Job}. Format 1 had the network and the settings side by side. */
final class RunJson {
    private static final FileVersions VERSIONS = new FileVersions("format", List.of(RunJson::withJob));

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

    /** Format 2: what was asked for is a job. Versions before that left out what they did not have. */
    private static ObjectNode withJob(ObjectNode run) {
        ObjectNode next = run.deepCopy();
        JsonNode network = next.remove("network");
        JsonNode config = next.remove("config");
        ObjectNode training = config instanceof ObjectNode settings ? settings : StudioJson.MAPPER.createObjectNode();
        JsonNode transfer = training.path("transfer");
        training.set(
                "transfer",
                transfer instanceof ObjectNode known
                        ? known.setAll(missing(known, Transfer.NONE))
                        : StudioJson.MAPPER.valueToTree(Transfer.NONE));
        if (training.path("preparation") instanceof ObjectNode preparation) {
            JsonNode list = preparation.remove("augmentation");
            int sizePx = network == null
                    ? 0
                    : network.path("input").path("imageSizePx").asInt();
            Augmentations augmentations =
                    list == null ? Augmentations.NONE : Augmentations.parse(list.asText(), Math.max(1, sizePx));
            preparation.set("augmentations", StudioJson.MAPPER.valueToTree(augmentations));
        }
        ObjectNode job = next.putObject("job");
        job.set("network", network);
        job.set("training", training);
        job.putObject("data")
                .put("folder", next.path("data").path("source").asText("unknown"))
                .put("validationFraction", Job.Data.USUAL_VALIDATION_FRACTION);
        job.put("engine", next.path("engine").asText()).put("device", DeviceChoice.AUTO.shortName());
        next.putIfAbsent("device", StudioJson.MAPPER.valueToTree(""));
        next.putIfAbsent("way", StudioJson.MAPPER.valueToTree(Way.DIRECT.shortName()));
        next.putIfAbsent("threads", StudioJson.MAPPER.valueToTree(0));
        return next;
    }

    /** The fields of a record that an object does not have. */
    private static ObjectNode missing(ObjectNode known, Object usual) {
        ObjectNode missing = StudioJson.MAPPER.valueToTree(usual);
        known.fieldNames().forEachRemaining(missing::remove);
        return missing;
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
