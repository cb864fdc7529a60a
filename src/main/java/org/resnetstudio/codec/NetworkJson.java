package org.resnetstudio.codec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.resnetstudio.network.NetworkOptions;
import org.resnetstudio.network.ResNetSpec;
import org.resnetstudio.problem.Sentence;

/**
 * A {@link ResNetSpec} as JSON: an object with the fields of the records. A network is compiled from its spec alone, so this is
 * enough to build the same layers again.
 */
public final class NetworkJson {
    private NetworkJson() {}

    /** The spec as one line of JSON. */
    public static String write(ResNetSpec spec) {
        try {
            return StudioJson.MAPPER.writeValueAsString(spec);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A network is plain values, which are always valid JSON.", e);
        }
    }

    /** The spec as a tree, to be put into a larger document. */
    public static JsonNode toTree(ResNetSpec spec) {
        return StudioJson.MAPPER.valueToTree(spec);
    }

    /**
     * Reads what {@link #write} wrote, also in a former version.
     *
     * @throws MalformedJsonException if the text is not JSON, has missing or unknown fields, or no network can be built from it
     */
    public static ResNetSpec read(String json) throws MalformedJsonException {
        return read(StudioJson.parse(json, Sentence.of("problem.codec.the-network")));
    }

    /** Reads what {@link #toTree} gave. */
    public static ResNetSpec read(JsonNode json) throws MalformedJsonException {
        return StudioJson.read(json, ResNetSpec.class, Sentence.of("problem.codec.the-network"));
    }

    /** Options that earlier versions did not have were what the table says. */
    static JsonNode completed(JsonNode json) {
        if (!(json instanceof ObjectNode)) {
            return json;
        }
        ObjectNode complete = json.deepCopy();
        NetworkOptions.ALL.forEach(option -> option.former().ifPresent(value -> put(complete, option.path(), value)));
        return complete;
    }

    private static void put(ObjectNode spec, String path, Object value) {
        ObjectNode part = spec;
        String[] fields = path.split("/", -1);
        for (String field : List.of(fields).subList(0, fields.length - 1)) {
            JsonNode inner = part.get(field);
            if (inner != null && !inner.isObject()) {
                return; // what stands there instead is told by who reads it
            }
            part = inner == null ? part.putObject(field) : (ObjectNode) inner;
        }
        part.putIfAbsent(fields[fields.length - 1], StudioJson.MAPPER.valueToTree(value));
    }
}
