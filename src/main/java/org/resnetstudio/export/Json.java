package org.resnetstudio.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.resnetstudio.problem.Causes;

/** JSON in model files: strict when it reads, because the files come from anywhere. */
final class Json {
    static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .build();

    private static final JsonMapper ASCII =
            MAPPER.rebuild().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private Json() {}

    static String write(Object value) {
        return write(MAPPER, value);
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
    static <T> T read(JsonNode json, Class<T> type, String what) throws ModelException {
        try {
            T value = json == null ? null : MAPPER.treeToValue(json, type);
            if (value == null) {
                throw new ModelException("it is damaged, because " + what + " is missing: export the model again.");
            }
            return value;
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new ModelException(
                    "it is damaged, because " + what + " cannot be understood (" + cause(e)
                            + "): export the model again.",
                    e);
        }
    }

    /** Reads text that holds one JSON value. */
    static JsonNode parse(String json, String what) throws ModelException {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new ModelException(
                    "it is damaged, because " + what + " is not valid JSON: export the model again.", e);
        }
    }

    /** The sentence of a record's constructor where there is one, without its full stop. */
    private static String cause(Exception e) {
        Throwable root = Causes.first(e);
        String message = root instanceof JsonProcessingException j ? j.getOriginalMessage() : root.getMessage();
        return String.valueOf(message).replaceAll("\\.$", "");
    }
}
