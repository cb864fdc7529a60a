package org.resnetstudio.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Optional;
import org.resnetstudio.engine.Device;
import org.resnetstudio.engine.EngineException;
import org.resnetstudio.engine.dl4j.Dl4jProbe;
import org.resnetstudio.engine.pytorch.PyTorchEngine;
import org.resnetstudio.training.EngineChoice;

/**
 * What an engine finds on this machine.
 *
 * @param engine which one
 * @param found empty if it does not work here
 * @param failure one sentence, if it does not work here; else empty
 */
public record EngineProbe(EngineChoice engine, Optional<Found> found, String failure) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * What a working engine says about itself.
     *
     * @param description name and version of the library
     * @param device that it would compute on
     * @param cardProblem its words, if it sees a graphics card that fails; else empty
     * @param matrixLibrary of Deeplearning4j, such as {@code OPENBLAS}; else empty
     * @param threads of Deeplearning4j's native library; else 0
     * @param oneDnn whether Deeplearning4j's convolutions run on oneDNN
     */
    public record Found(
            String description, Device device, String cardProblem, String matrixLibrary, int threads, boolean oneDnn) {}

    static EngineProbe working(EngineChoice engine, Found found) {
        return new EngineProbe(engine, Optional.of(found), "");
    }

    static EngineProbe failing(EngineChoice engine, String sentence) {
        return new EngineProbe(engine, Optional.empty(), sentence);
    }

    /** Whether it would compute on a graphics card. */
    boolean usesCard() {
        return found.filter(f -> f.device().kind() == Device.Kind.CUDA).isPresent();
    }

    /**
     * Loads an engine into this process and asks it. It may take the process down with it.
     *
     * @throws EngineException if it does not work here
     */
    public static Found ask(EngineChoice engine) throws EngineException {
        if (engine == EngineChoice.PYTORCH) {
            PyTorchEngine torch = PyTorchEngine.create();
            return new Found(
                    torch.description(), torch.device(), torch.cardProblem().orElse(""), "", 0, false);
        }
        Dl4jProbe probe = Dl4jProbe.probe(Device.Kind.CUDA);
        return new Found(
                "Deeplearning4j " + probe.version(),
                probe.device(),
                "",
                probe.blasVendor(),
                probe.ompThreads(),
                probe.oneDnnHelpers());
    }

    /** As one process tells it to another. */
    public static ObjectNode toJson(Found found) {
        ObjectNode json = JSON.createObjectNode();
        json.put("description", found.description());
        json.put("kind", found.device().kind().name().toLowerCase(Locale.ROOT));
        json.put("device", found.device().name());
        json.put("memoryBytes", found.device().memoryBytes());
        json.put("cardProblem", found.cardProblem());
        json.put("matrixLibrary", found.matrixLibrary());
        json.put("threads", found.threads());
        json.put("oneDnn", found.oneDnn());
        return json;
    }

    static Found fromJson(JsonNode json) {
        Device.Kind kind = Device.Kind.valueOf(json.path("kind").asText().toUpperCase(Locale.ROOT));
        return new Found(
                json.path("description").asText(),
                new Device(
                        kind,
                        json.path("device").asText(),
                        json.path("memoryBytes").asLong()),
                json.path("cardProblem").asText(),
                json.path("matrixLibrary").asText(),
                json.path("threads").asInt(),
                json.path("oneDnn").asBoolean());
    }
}
