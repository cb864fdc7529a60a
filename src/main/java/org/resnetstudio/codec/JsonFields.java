package org.resnetstudio.codec;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** The fields of nested objects, each by where it stands. */
public final class JsonFields {
    private JsonFields() {}

    /** Each value by its place, such as {@code training.schedule.kind}, in the order of the document: texts as they are, others as JSON. */
    public static Map<String, String> byPlace(JsonNode document) {
        Map<String, String> fields = new LinkedHashMap<>();
        add(fields, "", document);
        return fields;
    }

    private static void add(Map<String, String> fields, String place, JsonNode value) {
        if (value.isObject()) {
            value.properties()
                    .forEach(field -> add(
                            fields, place.isEmpty() ? field.getKey() : place + "." + field.getKey(), field.getValue()));
        } else {
            fields.put(place, value.isTextual() ? value.asText() : value.toString());
        }
    }
}
