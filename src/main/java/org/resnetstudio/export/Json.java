package org.resnetstudio.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.resnetstudio.codec.MalformedJsonException;
import org.resnetstudio.codec.StudioJson;
import org.resnetstudio.problem.Sentence;

/** JSON in model files: strict when it reads, because the files come from anywhere. */
final class Json {
    private static final JsonMapper ASCII = StudioJson.MAPPER
            .rebuild()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .build();

    private Json() {}

    static String write(Object value) {
        return write(StudioJson.MAPPER, value);
    }

    /** In ASCII alone: ONNX Runtime for Java garbles metadata with characters beyond the 65,536 first, such as emoji. */
    static String writeAscii(Object value) {
        return write(ASCII, value);
    }

    private static String write(JsonMapper mapper, Object value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("This cannot be written as JSON: " + value, e);
        }
    }

    /**
     * Reads one value.
     *
     * @param what it is, for the message: "the model's classes"
     */
    static <T> T read(JsonNode json, Class<T> type, Sentence what) throws ModelException {
        try {
            return StudioJson.read(json, type, what);
        } catch (MalformedJsonException e) {
            throw damaged(e);
        }
    }

    /** Reads text that holds one JSON value. */
    static JsonNode parse(String json, Sentence what) throws ModelException {
        try {
            return StudioJson.parse(json, what);
        } catch (MalformedJsonException e) {
            throw damaged(e);
        }
    }

    static ModelException damaged(MalformedJsonException e) {
        return new ModelException(Sentence.of("problem.export.damaged", e.sentence()), e);
    }
}
