package org.resnetstudio.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.resnetstudio.network.NetworkGraph;
import org.resnetstudio.network.NetworkOptions;
import org.resnetstudio.network.ResNetSpec;

/**
 * A {@link ResNetSpec} as JSON: an object with the fields of the records. A network is compiled from its spec alone, so this is
 * enough to build the same layers again.
 */
public final class SpecJson {
    private SpecJson() {}

    /** The spec as one line of JSON. */
    public static String write(ResNetSpec spec) {
        return Json.write(spec);
    }

    /** The spec as a tree, to be put into a larger document. */
    public static JsonNode toTree(ResNetSpec spec) {
        return Json.MAPPER.valueToTree(spec);
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws ModelException if the text is not JSON, has missing or unknown fields, or no network can be built from it
     */
    public static ResNetSpec read(String json) throws ModelException {
        return read(Json.parse(json, "the network"));
    }

    /** Reads what {@link #toTree} gave. */
    public static ResNetSpec read(JsonNode json) throws ModelException {
        return Json.read(completed(json), ResNetSpec.class, "the network");
    }

    /** Options that earlier versions did not have were what the table says. */
    private static JsonNode completed(JsonNode json) {
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
        part.putIfAbsent(fields[fields.length - 1], Json.MAPPER.valueToTree(value));
    }

    /** Compiles a spec that came from a file. */
    static NetworkGraph compile(ResNetSpec spec) throws ModelException {
        try {
            return NetworkGraph.compile(spec);
        } catch (IllegalArgumentException e) {
            throw new ModelException("it is damaged, because no network can be built from it: " + e.getMessage(), e);
        }
    }
}
