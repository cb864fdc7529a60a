package org.resnetstudio.json;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** The two ways of reading JSON; both write the same. Whoever needs more rebuilds one of them. Thread-safe. */
public final class JsonMappers {
    /**
     * For files, because they come from anywhere and are edited by hand: refuses a name that is twice in an object and text behind the
     * value, and in records a field that is missing, unknown, null or not of its type.
     */
    public static final JsonMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .build();

    /**
     * For what the studio tells itself, and asks for field by field: lines of its processes, which native libraries print behind, the
     * journal, the state of a run, settings. Reads the first value of a text, and of a name that is twice the last.
     */
    public static final JsonMapper LENIENT = JsonMapper.builder().build();

    private JsonMappers() {}
}
