package org.resnetstudio.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.resnetstudio.engine.Device;
import org.resnetstudio.engine.EngineReport;
import org.resnetstudio.job.EngineChoice;

/**
 * What an engine finds on this machine.
 *
 * @param engine which one
 * @param found empty if it does not work here
 * @param failure one sentence, if it does not work here; else empty
 */
public record EngineProbe(EngineChoice engine, Optional<EngineReport> found, String failure) {
    static EngineProbe working(EngineChoice engine, EngineReport found) {
        return new EngineProbe(engine, Optional.of(found), "");
    }

    static EngineProbe failing(EngineChoice engine, String sentence) {
        return new EngineProbe(engine, Optional.empty(), sentence);
    }

    /** Whether it would compute on a graphics card. */
    boolean usesCard() {
        return found.filter(f -> f.device().kind() == Device.Kind.CUDA).isPresent();
    }

    /** As one process tells it to another. */
    public static ObjectNode toJson(EngineReport found) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("description", found.description());
        json.put("kind", found.device().kind().name().toLowerCase(Locale.ROOT));
        json.put("device", found.device().name());
        json.put("memoryBytes", found.device().memoryBytes());
        json.put("cardProblem", found.cardProblem());
        found.loops().ifPresent(loops -> json.putObject("loops")
                .put("matrixLibrary", loops.matrixLibrary())
                .put("threads", loops.threads())
                .put("oneDnn", loops.oneDnn()));
        ArrayNode advice = json.putArray("advice");
        found.advice().forEach(advice::add);
        return json;
    }

    static EngineReport fromJson(JsonNode json) {
        Device.Kind kind = Device.Kind.valueOf(json.path("kind").asText().toUpperCase(Locale.ROOT));
        JsonNode loops = json.path("loops");
        List<String> advice = new ArrayList<>();
        json.path("advice").forEach(sentence -> advice.add(sentence.asText()));
        return new EngineReport(
                json.path("description").asText(),
                new Device(
                        kind,
                        json.path("device").asText(),
                        json.path("memoryBytes").asLong()),
                json.path("cardProblem").asText(),
                loops.isObject()
                        ? Optional.of(new EngineReport.Loops(
                                loops.path("matrixLibrary").asText(),
                                loops.path("threads").asInt(),
                                loops.path("oneDnn").asBoolean()))
                        : Optional.empty(),
                advice);
    }
}
